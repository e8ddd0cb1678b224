"""The page of objections and disputes: what each side said, and the answer two clicks away."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.faces.workbench.disputes.waiting import Waiting, waiting
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["disputes"]


@door("decide_dispute")
def disputes(request: HttpRequest) -> HttpResponse:
    """Disputes to rule on; objections, too, for those who route."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    objections = waiting(scope, "objected", today) if scope.may("route") else []
    ruled_on = waiting(scope, "disputed", today)
    _record_read(scope, [*objections, *ruled_on])
    context = {
        "today": today,
        "may_route": scope.may("route"),
        "objections": objections,
        "disputes": ruled_on,
    }
    return render(request, "workbench/disputes/disputes.html", context)


def _record_read(scope: Scope, shown: Sequence[Waiting]) -> None:
    """What each side said of an accusation stands here in full: who read it is on record, as on its page."""
    read = [Record("accusation.read", "matter", each.pk, each.number) for each in shown if each.confined]
    record_many(read, by=scope.actor, at=clock.now())
