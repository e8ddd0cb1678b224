"""What each event of a case is called, and the audit's name for it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["EVENTS"]

EVENTS: dict[str, Promise | str] = {
    "listed": _("列为积案"),
    "led": _("确定包案领导"),
    "planned": _("制定化解方案"),
    "stepped": _("完成一步"),
    "extended": _("延长期限"),
    "concluded": _("办结"),
    "removed": _("移出清单"),
    "reopened": _("又来反映，继续化解"),
}
