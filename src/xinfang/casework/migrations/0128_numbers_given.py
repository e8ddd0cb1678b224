from django.db import migrations, models
from django.db.models import Max


def count(apps, schema_editor):
    """The highest number that the parts of each day have given so far, by booking or to who came without."""
    days = apps.get_model("casework", "ReceptionDay").objects
    last = {}
    for rows in ("bookings", "arrivals"):
        for pk, first, number in days.values_list("pk", "rest_of").annotate(Max(f"{rows}__number")):
            whose = first or pk
            last[whose] = max(last.get(whose, 0), number or 0)
    for pk, number in last.items():
        if number:
            days.filter(pk=pk).update(last_number=number)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0127_item_dispatch"),
    ]

    operations = [
        migrations.AddField(
            model_name="arrival",
            name="result_by",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="arrival",
            name="result_by_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="arrival",
            name="written_by_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="arrival",
            name="written_by",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="receptionday",
            name="last_number",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
