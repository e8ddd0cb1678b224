"""One arrival: call it, the leader's instruction, what it came to, and what the petitioner says later."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.instructions.actions import Told
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Result
from xinfang.casework.receptions.queries import Arrival, readable
from xinfang.faces.workbench.receptions.desk_forms import (
    CallForm,
    DisposeForm,
    InstructForm,
    ViewForm,
    VisitForm,
    usual_due,
)
from xinfang.faces.workbench.receptions.loading import arrival_of, done, holds
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["act", "arrival"]

Do = Callable[[Scope, Arrival, dict[str, Any], datetime], str]


@require_safe
@door("see_matters")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """What they came for, and what is to be done."""
    found = arrival_of(request, pk)
    return render(request, "workbench/receptions/arrival.html", context_of(request, found))


@require_POST
@door("see_matters")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on an arrival."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = arrival_of(request, pk)
    if verb not in STEPS or verb not in may(scope, found):
        raise Http404
    make, do = STEPS[verb]
    form = make(request.POST)
    if done(request, form, lambda data: do(scope, found, data, clock.now())):
        back = request.POST.get("back") == "day"
        day = found.reception_id
        return (
            redirect("workbench:receptions_day", day)
            if back
            else redirect("workbench:receptions_arrival", pk)
        )
    context = context_of(request, found, **{f"{verb}_form": form})
    return render(request, "workbench/receptions/arrival.html", context, status=422)


def own(scope: Scope, found: Arrival) -> bool:
    """Whether it is the actor who receives on that day."""
    return found.reception.leader_id == scope.actor.user_id


def may(scope: Scope, found: Arrival) -> set[str]:
    """What the actor may do with it now."""
    receives = holds(scope, "receive", found.reception.plan.unit_id)
    allowed: set[str] = set()
    running = found.reception.state == "planned"
    if running and not found.instruction_id and (own(scope, found) or receives):
        allowed.add("instruct")
    if running and not found.result and receives:
        allowed |= {"call", "dispose"}
    if receives and not found.petition_id:
        allowed.add("visit")
    if receives and found.result and found.accepts is None:
        allowed.add("view")
    return allowed


def context_of(request: HttpRequest, found: Arrival, **more: Any) -> dict[str, Any]:
    """The arrival with its matter, where it may be read, and the forms."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today, matter = clock.today(), readable(scope, found)
    unit = matter.unit_id if matter else None
    context = {
        "one": found,
        "day": found.reception,
        "matter": matter,
        "may": may(scope, found),
        "own": own(scope, found),
        "call_form": CallForm(place=found.reception.place),
        "instruct_form": InstructForm(day=today, initial={"due_on": usual_due(today), "unit": unit}),
        "dispose_form": DisposeForm(),
        "visit_form": VisitForm(),
        "view_form": ViewForm(initial={"asked_on": today}),
    }
    return context | more | {"form_has_errors": bool(more)}


def _call(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.call(arrival_id=found.pk, room=data["room"], by=scope.actor, at=at)
    return _("请 %(n)d 号到%(room)s。") % {"n": found.number, "room": data["room"]}


def _instruct(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    told = Told(data["text"], data["unit"], data["due_on"])
    actions.instruct(arrival_id=found.pk, told=told, by=scope.actor, at=at, dictated=not own(scope, found))
    return _("已批示。")


def _dispose(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    given = {name: data[name] for name in ("aid_what", "aid_by", "aid_until")}
    result = Result(data["result"], data["note"], at, **given)
    actions.dispose(arrival_id=found.pk, result=result, by=scope.actor, at=at)
    return _("结果已登记。")


def _visit(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.link_visit(arrival_id=found.pk, visit=data["visit"], by=scope.actor, at=at)
    return _("已归入来访登记。")


def _view(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    told = {"accepts": data["accepts"], "asked_on": data["asked_on"]}
    actions.record_view(arrival_id=found.pk, by=scope.actor, at=at, **told)
    return _("意见已登记。")


STEPS: dict[str, tuple[Callable[[Any], forms.Form], Do]] = {
    "call": (CallForm, _call),
    "instruct": (lambda data: InstructForm(data, day=clock.today()), _instruct),
    "dispose": (DisposeForm, _dispose),
    "visit": (VisitForm, _visit),
    "view": (ViewForm, _view),
}
