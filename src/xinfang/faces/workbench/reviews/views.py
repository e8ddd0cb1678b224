"""The reviewer's lists, and one request."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.casework.reviews import queries
from xinfang.faces.workbench.reviews.loading import context_of, load
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["review", "reviews"]


@door("review")
def reviews(request: HttpRequest) -> HttpResponse:
    """Waiting, being examined, heard, to be served, ended; the first that is not empty, unless asked for."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    counts = queries.counts(scope)
    wanted = request.GET.get("list", "")
    busy = next((key for key in queries.GROUPS if counts[key]), "waiting")
    on = wanted if wanted in queries.GROUPS else busy
    context = {
        "tabs": [(key, group.label, counts[key], key == on) for key, group in queries.GROUPS.items()],
        "group": queries.GROUPS[on],
        "on": on,
        "page": queries.page(
            scope,
            on,
            clock.today(),
            newer=request.GET.get("newer", ""),
            older=request.GET.get("older", ""),
        ),
    }
    return render(request, "workbench/reviews/reviews.html", context)


@door("see_matters")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked beside what was decided, the clocks, the hearings, and what may be done."""
    found = load(request, pk)
    return render(request, "workbench/reviews/review.html", context_of(request, found))
