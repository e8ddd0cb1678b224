"""Django's handle on the casework floor."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The tables of the rooms of casework and their migrations."""

    name = "xinfang.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
