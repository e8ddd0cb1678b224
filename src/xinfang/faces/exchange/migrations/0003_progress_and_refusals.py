"""Progress of a run, refused rows by chunk, sealed file names."""

import django.db.models.deletion
from django.db import migrations, models

import xinfang.kernel.secrets.fields


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="importbatch", name="errors"),
        migrations.RemoveField(model_name="importbatch", name="stored_file_id"),
        migrations.RemoveField(model_name="importbatch", name="file_name"),
        migrations.AddField(
            model_name="importbatch",
            name="file_name",
            field=xinfang.kernel.secrets.fields.SealedTextField(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="RefusedRows",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("rows", xinfang.kernel.secrets.fields.SealedTextField(blank=True, default="")),
            ],
        ),
        migrations.AddField(
            model_name="importbatch",
            name="answers",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="answers_elsewhere",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="header",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="notes",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="progressed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="queued_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["unit", "-id"], name="import_unit_newest"),
        ),
        migrations.AddField(
            model_name="refusedrows",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="refusals",
                to="exchange.importbatch",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusedrows",
            constraint=models.UniqueConstraint(fields=("batch", "start"), name="refused_chunk_once"),
        ),
    ]
