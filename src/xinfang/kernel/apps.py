"""Django's handle on the kernel floor."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel's tables and their migrations."""

    name = "xinfang.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Django's own sentence on length speaks of variables; no form of ours need say it anew."""
        from django.core.validators import MaxLengthValidator
        from django.utils.translation import gettext_lazy as _

        MaxLengthValidator.message = _("最多 %(limit_value)d 个字，现在是 %(show_value)d 个。")
