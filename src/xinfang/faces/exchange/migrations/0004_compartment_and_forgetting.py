"""Which batches hold accusations; when the upload of a finished batch was deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_progress_and_refusals"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="accusations",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="upload_forgotten_at",
            field=models.DateTimeField(null=True),
        ),
    ]
