"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.outreach.models import Disposition

__all__ = ["DISPOSITIONS", "VISIT_STEPS"]

DISPOSITIONS: list[tuple[str, Promise | str]] = [(each.value, each.label) for each in Disposition]
VISIT_STEPS: dict[str, Promise | str] = {
    "plan": _("安排带案下访"),
    "hold": _("带案下访"),
    "conclude": _("下访约定的已落实"),
    "call_off": _("取消下访"),
}
