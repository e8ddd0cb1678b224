"""Django's handle on the insight floor."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The tables of insight and their migrations: what it reports is kept, what it counts is not."""

    name = "xinfang.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
