"""What the room knows against acts of the workflow."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from xinfang.casework.deadlines.effects import LIVE
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import ENDED

__all__ = ["GUARDS"]

BUSY = ("served", "reviewing", "review_opined", "rereviewing", "rereview_hearing", "rereview_opined")


def _answered(matter: Matter) -> str:
    """Of what has been answered only an urgent petition that came since is reported up."""
    if matter.state not in (*ENDED, *BUSY):
        return ""
    if Clock.objects.filter(matter=matter, family="report_up", state__in=LIVE).exists():
        return ""
    return _("这件事项已经答复，之后没有收到紧急的信访件，不用上报。")


def _extended(family: str) -> Callable[[Matter], str]:
    """Once, as the sixty days."""

    def guard(matter: Matter) -> str:
        running = Clock.objects.filter(matter=matter, family=family, state__in=LIVE).order_by("-pk").first()
        if running is None or not running.extended_days:
            return ""
        return _("期限已经延长过一次，不能再延长。")

    return guard


GUARDS: dict[str, Callable[[Matter], str]] = {
    "report_up": _answered,
    "extend_review": _extended("review"),
    "extend_rereview": _extended("rereview"),
}
