"""What each event of a case is called, and what a matter lacks whose case cannot end: pure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["EVENTS", "UNANSWERED"]

# Until the answer has reached the petitioner the case is no more resolved than the matter: the written
# opinion is owed whatever else was agreed (条例 2022, 34), and a list's closing rate is of matters closed.
UNANSWERED = ("registered", "routed", "objected", "disputed", "accepted", "studying", "examining", "opined")

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
