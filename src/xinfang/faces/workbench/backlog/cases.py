"""One case: who is in charge, the plan with its steps, and what may be done now."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.backlog import actions, queries
from xinfang.casework.backlog.queries import BacklogCase
from xinfang.faces.workbench.asking import done, not_now
from xinfang.faces.workbench.backlog.forms import STEPS, CaseForm, PlanForm
from xinfang.faces.workbench.backlog.offering import led_first, offered
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["case", "step"]


@require_safe
@door("see_matters")
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of it and what may be done."""
    return render(request, "workbench/backlog/case.html", _context(request, _load(request, pk)))


@require_POST
@door("see_matters")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step: lead, plan, finish, extend, conclude, remove; by the leader or whoever keeps the list."""
    found = _load(request, pk)
    standing = _standing(request, found)
    if name not in standing:
        raise Http404
    form = _form(found, name, request.POST)
    if why := standing[name]:
        return not_now(request, why, reverse("workbench:backlog_case", args=[pk]), form)
    by = request.scope.actor  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> None:
        ACTS[name](pk, form.told(), by=by, at=clock.now())

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:backlog_case", pk)
    return render(request, "workbench/backlog/case.html", _context(request, found, form))


def _plan(pk: int, told: dict[str, Any], **who: Any) -> None:
    actions.plan(case_id=pk, planned=actions.Planned(**told), **who)


def _case(action: Callable[..., object]) -> Callable[..., object]:
    return lambda pk, told, **who: action(case_id=pk, **told, **who)


# Where a plan stands it is carried out: what comes next stands first and open.
PLANNED = ("lead", "finish", "conclude", "plan", "extend", "remove")
ACTS: dict[str, Callable[..., object]] = {
    "lead": _case(actions.assign_leader),
    "plan": _plan,
    "finish": lambda pk, told, **who: actions.finish_step(**told, **who),
    "extend": _case(actions.extend),
    "conclude": _case(actions.conclude),
    "remove": _case(actions.remove),
}


def _load(request: HttpRequest, pk: int) -> BacklogCase:
    """The case in the actor's scope; whether it exists outside is not told."""
    found = queries.case_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_reading([found.matter], by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return found


def _standing(request: HttpRequest, found: BacklogCase) -> dict[str, str]:
    """What the actor may do, each with why not now ('' when it may be done)."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return queries.standing(scope, found, clock.today())


def _form(found: BacklogCase, name: str, data: Any = None) -> CaseForm:
    open_steps = [each for each in queries.steps_of(found) if not each.done_on]
    today = {"done_on": clock.today(), "on": clock.today()}
    if name == "plan":
        stands = {"text": found.plan, "due_on": found.due_on}
        return PlanForm(data, [(each.what, each.due_on) for each in open_steps], initial=stands)
    form = STEPS[name][0](data, initial=today)
    choose: list[tuple[Any, Any]] = [("", _("请选择"))]
    if name == "lead":
        offered_by, form.initial["leader_id"] = led_first(found.matter_id, clock.today())
        form.fields["leader_id"].choices = choose + offered_by  # type: ignore[attr-defined]
    if name == "finish":
        if len(open_steps) == 1:
            choose = []
        form.fields["step_id"].choices = choose + [  # type: ignore[attr-defined]
            (each.pk, each.what) for each in open_steps
        ]
    return form


def _label(found: BacklogCase, name: str) -> Promise | str:
    return _("改化解方案") if name == "plan" and found.plan else STEPS[name][1]


def _context(request: HttpRequest, found: BacklogCase, wrong: CaseForm | None = None) -> dict[str, Any]:
    today = clock.today()
    standing = _standing(request, found)
    forms = {name: _form(found, name) for name in STEPS if standing.get(name) == ""}
    if wrong is not None:
        forms[wrong.key] = wrong
    order = PLANNED if found.plan else tuple(STEPS)
    late = found.state == "open" and found.due_on is not None and found.due_on < today
    return {
        "backlog_case": found,
        "matter": found.matter,
        "opens_matter": queries.opens_matter(request.scope, found),  # type: ignore[attr-defined]
        "steps": queries.steps_of(found),
        "events": queries.events_of(found),
        "not_yet": standing.get("conclude", "") if found.plan and found.state == "open" else "",
        "late_days": (today - found.due_on).days if late and found.due_on else 0,
        "offered": "" if found.leader_id or found.state != "open" else offered(found.matter_id),
        "first": next((name for name in order if name in forms), ""),
        "forms": [(name, forms[name], _label(found, name)) for name in order if name in forms],
        "form_has_errors": wrong is not None,
    }
