"""Django's handle on the kernel floor."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel's tables and their migrations."""

    name = "xinfang.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fields say what is wrong in our words."""
        from xinfang.kernel.wording import speak_plainly

        speak_plainly()
