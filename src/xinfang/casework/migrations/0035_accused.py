from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0030_letters_mended"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="accused",
            field=models.CharField(
                blank=True,
                choices=[("outside", "不是本区单位"), ("unknown", "不详")],
                default="",
                max_length=7,
            ),
            preserve_default=False,
        ),
        # What was registered before anybody had to say whom it is against.
        migrations.RunSQL(
            "UPDATE casework_matter SET accused = 'unknown' "
            "WHERE purpose = 'accusation' AND accused_unit_id IS NULL",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "accusation"), _negated=True)
                | models.Q(("accused", ""), ("accused_unit__isnull", False))
                | models.Q(("accused__in", ["outside", "unknown"]), ("accused_unit__isnull", True)),
                name="accusations_say_against_whom",
            ),
        ),
    ]
