"""Django's handle on the registers floor."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The tables of the rooms of registers and their migrations."""

    name = "xinfang.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
