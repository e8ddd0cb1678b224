"""督办线索: duties that were not done in their term."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xinfang.casework.supervision import queries
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["triggers"]


@require_safe
@door("supervise")
def triggers(request: HttpRequest) -> HttpResponse:
    """Newest first; those still owed, unless all are asked for."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    everything = request.GET.get("all") == "1"
    page = queries.triggers(
        scope,
        clock.today(),
        only_open=not everything,
        newer=request.GET.get("newer", ""),
        older=request.GET.get("older", ""),
    )
    context = {"page": page, "everything": everything, "open": queries.count_open(scope)}
    return render(request, "workbench/supervision/triggers.html", context)
