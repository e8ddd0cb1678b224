"""Visits down with a case: the list, one of them, a new one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.outreach import actions, queries
from xinfang.casework.outreach.queries import FieldVisit
from xinfang.faces.workbench.asking import done, not_now
from xinfang.faces.workbench.case.loading import case_context
from xinfang.faces.workbench.case.loading import load as load_case
from xinfang.faces.workbench.outreach.forms import VISIT_STEPS, PlanForm, StepForm
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["plan", "step", "visit", "visits"]


@require_safe
@door("see_matters")
def visits(request: HttpRequest) -> HttpResponse:
    """Open ones first, then the newest."""
    rows = queries.visits(request.scope)  # type: ignore[attr-defined]
    context = {"rows": rows, "today": clock.today(), "here": "visits"}
    return render(request, "workbench/outreach/visits.html", context)


@require_safe
@door("see_matters")
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found and agreed, and what may be recorded now."""
    return render(request, "workbench/outreach/visit.html", _context(request, _load(request, pk)))


@require_POST
@door("see_matters")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Held, concluded, called off; by the unit that goes or whoever is above it."""
    found = _load(request, pk)
    if name not in VISIT_STEPS or not queries.goes(request.scope, found):  # type: ignore[attr-defined]
        raise Http404
    form = VISIT_STEPS[name][0](request.POST)
    if name not in _allowed(request, found):
        why = _("这次下访现在是“%(state)s”，不能这样办。") % {"state": found.get_state_display()}
        return not_now(request, why, reverse("workbench:outreach_visit", args=[pk]), form)
    who = {"by": request.scope.actor, "at": clock.now()}  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> None:
        if name == "hold":
            actions.hold_visit(visit_id=pk, held=actions.Held(**data), **who)
        elif name == "conclude":
            actions.conclude_visit(visit_id=pk, **data, **who)
        else:
            actions.call_off(visit_id=pk, **data, **who)

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:outreach_visit", pk)
    return render(request, "workbench/outreach/visit.html", _context(request, found, form))


@door("see_matters")
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """Plan a visit with a case."""
    case = load_case(request, number)
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not queries.may_plan(scope, case.matter):
        raise Http404
    form = PlanForm(request.POST or None, case.matter.unit_id, clock.today(), scope)
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        planned = actions.Planned(unit_id=data.pop("unit"), **data)
        matter = case.matter.pk
        made.append(actions.plan_visit(matter_id=matter, planned=planned, by=scope.actor, at=clock.now()))

    if done(request, form, act, _("下访已安排。")):
        return redirect("workbench:outreach_visit", made[0])
    context = case_context(request, case) | {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/outreach/plan.html", context)


def _load(request: HttpRequest, pk: int) -> FieldVisit:
    """The visit in the actor's scope; whether it exists outside is not told."""
    found = queries.visit_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_reading([found.matter], by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return found


def _allowed(request: HttpRequest, found: FieldVisit) -> list[str]:
    if not queries.may_visit(request.scope, found):  # type: ignore[attr-defined]
        return []
    return ["hold", "call_off"] if found.state == "planned" else ["conclude"]


def _context(request: HttpRequest, found: FieldVisit, wrong: StepForm | None = None) -> dict[str, Any]:
    first = {"on": clock.today()}
    forms = {name: VISIT_STEPS[name][0](initial=first) for name in _allowed(request, found)}
    if wrong is not None:
        forms[wrong.key] = wrong
    return {
        "visit": found,
        "matter": found.matter,
        "opens_matter": queries.opens_matter(request.scope, found),  # type: ignore[attr-defined]
        "today": clock.today(),
        "first": next(iter(forms), ""),
        "forms": [(name, form, VISIT_STEPS[name][1]) for name, form in forms.items()],
        "form_has_errors": wrong is not None,
    }
