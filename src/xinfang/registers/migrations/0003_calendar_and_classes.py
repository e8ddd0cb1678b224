"""A fresh database knows the calendar of 2004 to 2026 and the shipped class list."""

from django.db import migrations

from xinfang.registers.calendars import seed as days
from xinfang.registers.topics import seed as topics


def fill(apps, schema_editor):
    table = apps.get_model
    days.fill(table("registers", "CalendarDay").objects, table("registers", "CalendarYear").objects)
    topics.fill(table("registers", "ClassList").objects, table("registers", "ContentClass").objects)


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_former_names")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
