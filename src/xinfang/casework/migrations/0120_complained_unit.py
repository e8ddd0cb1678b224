import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0119_plan_changes_and_recalls"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="complained_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registers.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complained_unit", None),
                    models.Q(models.Q(("purpose", "accusation"), _negated=True), ("confined", False)),
                    _connector="OR",
                ),
                name="accusations_complain_of_no_unit",
            ),
        ),
    ]
