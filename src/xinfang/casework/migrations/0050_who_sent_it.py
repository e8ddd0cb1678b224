import django.db.models.deletion
from django.db import migrations, models


def write_senders(apps, schema_editor):
    """Who sent each matter, from what stands: the unit that it left, where whoever sent it acted for that
    unit (the timeline keeps its name); else the office that registered it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE casework_assignment AS a
            SET sent_by_unit_id = COALESCE(
                (SELECT u.id FROM registers_unit u
                 WHERE jsonb_typeof(t.data -> 'from') = 'number'
                   AND u.id = (t.data ->> 'from')::bigint AND u.name = t.unit AND u.id <> a.unit_id),
                m.registered_unit_id)
            FROM casework_timelineentry t, casework_matter m
            WHERE t.id = a.act AND m.id = a.matter_id AND a.sent_by_unit_id IS NULL
            """
        )
        cursor.execute(
            """
            UPDATE casework_matter AS m SET sent_by_unit_id = a.sent_by_unit_id
            FROM casework_assignment a
            WHERE a.matter_id = m.id AND a.kind <> 'help' AND a.state IN ('running', 'objected')
              AND a.unit_id = m.unit_id
            """
        )


class Migration(migrations.Migration):
    atomic = False  # the column, then what stands in it: no pending trigger meets an altered table

    dependencies = [
        ("casework", "0040_upward"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="sent_by_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registers.unit",
            ),
        ),
        migrations.RunPython(write_senders, migrations.RunPython.noop),
    ]
