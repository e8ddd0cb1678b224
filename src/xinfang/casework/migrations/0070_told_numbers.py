"""A booking on the portal keeps the number that was typed, and says nothing of any matter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0062_campaign_changes")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="told_number",
            field=models.CharField(blank=True, max_length=24),
        ),
    ]
