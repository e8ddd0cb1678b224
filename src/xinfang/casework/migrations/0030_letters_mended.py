"""Who wrote a document, proofs of service that replace others; the request to withdraw is a form to print."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


def only_a_form(apps, schema_editor):
    """A draft of the request no longer withdraws anything when it is sealed: the signed paper does."""
    drafts = apps.get_model("casework", "Document").objects.filter(kind="withdrawal_request")
    drafts.filter(state__in=["draft", "returned"]).update(verb="")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0027_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="written_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="service",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="service",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="casework.service",
            ),
        ),
        migrations.RunPython(only_a_form, migrations.RunPython.noop, elidable=True),
    ]
