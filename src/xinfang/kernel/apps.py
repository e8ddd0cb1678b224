"""Django's handle on the kernel floor."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel's tables and their migrations."""

    name = "xinfang.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
