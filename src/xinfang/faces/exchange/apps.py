"""Django's handle on the exchange face."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Owns the import batches."""

    name = "xinfang.faces.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
