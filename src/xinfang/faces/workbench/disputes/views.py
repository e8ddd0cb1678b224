"""The page of objections and disputes: what each side said, and the answer two clicks away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.faces.workbench.disputes.waiting import waiting
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["disputes"]


@door("decide_dispute")
def disputes(request: HttpRequest) -> HttpResponse:
    """Disputes to rule on; objections, too, for those who route."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    context = {
        "today": today,
        "may_route": scope.may("route"),
        "objections": waiting(scope, "objected", today) if scope.may("route") else [],
        "disputes": waiting(scope, "disputed", today),
    }
    return render(request, "workbench/disputes/disputes.html", context)
