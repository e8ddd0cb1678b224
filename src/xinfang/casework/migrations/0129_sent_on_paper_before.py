from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import TruncDate


def write_dispatch(apps, schema_editor):
    """What was sent on paper before dispatch was written down (0127) left when it was sent, as it was said
    then; by which way nobody wrote."""
    kept = MigrationRecorder.Migration.objects.filter(app="casework", name="0127_item_dispatch")
    before = kept.values_list("applied", flat=True).first()
    sent = apps.get_model("casework", "Item").objects.filter(on_paper=True, dispatched_on=None)
    if before is not None:
        sent = sent.filter(sent_at__lt=before)
    sent.exclude(sent_at=None).update(dispatched_on=TruncDate("sent_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0128_numbers_given"),
    ]

    operations = [
        migrations.RunPython(write_dispatch, migrations.RunPython.noop),
    ]
