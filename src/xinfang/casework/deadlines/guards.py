"""What the room knows against acts of the workflow."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard
from xinfang.casework.deadlines.effects import LIVE, against_extension
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import with_source
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import ENDED

__all__ = ["GUARDS"]

BUSY = ("served", "reviewing", "review_opined", "rereviewing", "rereview_hearing", "rereview_opined")


def _answered(matter: Matter, _day: date) -> str:
    """Of what has been answered only an urgent petition that came since is reported up."""
    if matter.state not in (*ENDED, *BUSY):
        return ""
    if Clock.objects.filter(matter=matter, family="report_up", state__in=LIVE).exists():
        return ""
    return _("这件事项已经答复，之后没有收到紧急的信访件，不用上报。")


def _runs(*families: str) -> Guard:
    """Once, and while the term runs: a term that has run out is late, and stays so."""

    def guard(matter: Matter, day: date) -> str:
        newest = _newest(matter, families)
        return against_extension(newest, day) if newest else _("现在没有正在计算的期限，不能延长。")

    return guard


def _newest(matter: Matter, families: Sequence[str]) -> Clock | None:
    running = Clock.objects.filter(matter=matter, family__in=families, state=ClockState.OPEN)
    return running.order_by("-pk").first()


def _handling(matter: Matter, day: date) -> str:
    if matter.procedure == "simple":
        return _("简易办理不能延期；请先转为普通程序。")
    if matter.extended:
        told, newest = _("期限已经延长过一次，不能再延长。"), _newest(matter, ("handle", "redo"))
        return with_source(told, newest.rule) if newest else told
    return _runs("handle", "redo")(matter, day)


GUARDS: dict[str, Guard] = {
    "report_up": _answered,
    "extend": _handling,
    "extend_review": _runs("review"),
    "extend_rereview": _runs("rereview"),
}
