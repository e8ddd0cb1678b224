import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0120_complained_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeaderNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("takes", models.BooleanField(default=False)),
                ("told", models.BooleanField(default=False)),
                ("by", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "arrival",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.arrival"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeaderNoteChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=200)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("kind", models.CharField(choices=[("note", "更正备注")], default="note", max_length=4)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="casework.leadernote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="leader_note_change_has_reason",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leadernotechange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3bb8afa012a8b887cb3d0d5770933cd8da674687",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6db2c",
                    table="casework_leadernotechange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
