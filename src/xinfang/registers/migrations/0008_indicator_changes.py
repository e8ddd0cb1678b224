from typing import Any

from django.db import migrations, models


def as_the_key_said(apps: Any, schema_editor: Any) -> None:
    """Until now the key told: what was printed as growth stays so."""
    apps.get_model("registers", "Indicator").objects.filter(key__contains="_change").update(changes=True)


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0007_lean_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="changes",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(as_the_key_said, migrations.RunPython.noop),
    ]
