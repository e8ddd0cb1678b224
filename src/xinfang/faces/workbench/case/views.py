"""The case page, and the one act that it offers now."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.casework.acts import actions
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.deadlines.light import most_urgent
from xinfang.casework.letters import queries as letters
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.queries import CaseFile
from xinfang.faces.workbench.case.step import next_step
from xinfang.faces.workbench.case.words import happened
from xinfang.faces.workbench.worklist.bulk import RouteForm
from xinfang.faces.workbench.worklist.filters import WHOLE_LIST, filtered
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["WORKS_ON_CASES", "case_context", "load", "matter", "route"]

WORKS_ON_CASES = "reveal_people"  # held by all who work on cases, and by nobody who only reads them

RIGHTS = ("route", "reveal_people", "register")


@door("see_matters")
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one matter."""
    found = load(request, number)
    return render(request, "workbench/case/case.html", case_context(request, found))


@door("route")
def route(request: HttpRequest, number: str) -> HttpResponse:
    """Ask where to, then send."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, number, "route")
    form = RouteForm(request.POST if request.method == "POST" else None, scope)
    if form.is_bound and form.is_valid():
        unit_id = int(form.cleaned_data["to_unit"])
        try:
            actions.route(
                matter_ids=[found.matter.pk],
                to_unit_id=unit_id,
                reason=form.cleaned_data["reason"],
                by=scope.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已分送。"))
            return redirect("workbench:matter", number=number)
    context = case_context(request, found) | {"route_form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/case/route.html", context)


def load(request: HttpRequest, number: str, permission: str = "see_matters") -> CaseFile:
    """The case in the actor's scope; whether it exists outside is not told.

    Every look into an accusation is on record (条例 2022, 30).
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.case(scope, number, permission)
    if found is None:
        raise Http404
    if found.matter.confined:
        record(Record("accusation.read", "matter", found.matter.pk, number), by=scope.actor, at=clock.now())
    return found


def case_context(request: HttpRequest, found: CaseFile) -> dict[str, Any]:
    """What the page shows; the people masked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    pk = found.matter.pk
    clocks = deadlines.clocks_of(pk, today)
    allowed = {right for right in RIGHTS if holds(scope, pk, right)}
    return {
        "case": found,
        "matter": found.matter,
        "clocks": clocks,
        "today": today,
        "light": most_urgent(each.light for each in clocks),
        "step": next_step(found, clocks, allowed),
        "people": queries.masked_people(found.first.pk),
        "timeline": [happened(row) for row in queries.timeline(pk)],
        "documents": letters.issued(pk),
        "files": queries.attached(pk),
        "may_print": "register" in allowed,
        "may_reveal": "reveal_people" in allowed,
        "may_attach": WORKS_ON_CASES in allowed,
        **_list_around(request, pk),
    }


def _list_around(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The list that the case was opened from, and its neighbours in it; nothing when it was from none."""
    if not request.GET:
        return {"list_query": "", "back": reverse("workbench:worklist"), "before": "", "after": ""}
    listed = filtered(request.GET, request.scope)  # type: ignore[attr-defined]
    before, after = queries.neighbours(listed.matters, pk, listed.order)
    back = reverse("workbench:worklist") + (f"?{listed.query}" if listed.query else "")
    return {"list_query": listed.query or WHOLE_LIST, "back": back, "before": before, "after": after}


def holds(scope: Scope, pk: int, right: str) -> bool:
    """Whether the actor holds a right for one matter."""
    return queries.matters(scope, permission=right).filter(pk=pk).exists()
