"""A meeting that was recorded is set right: attendance and words, its decisions, those that were left out."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.queries import Decision, Meeting
from xinfang.faces.workbench.asking import done, not_now, refused_as
from xinfang.faces.workbench.meetings.forms import (
    AddedForm,
    CorrectDecisionForm,
    CorrectHeldForm,
    RevokeForm,
    decided,
    decision_rows,
    more_rows,
    without_errors,
)
from xinfang.faces.workbench.meetings.views import holds, load
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["added", "decision", "meeting", "revoke"]


@door("hold_meetings")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there, and what was said."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _own(request, pk)
    form = CorrectHeldForm(request.POST or None, meeting=found)
    if found.state != "held":
        return _not_held(request, found, form)

    def do(data: dict[str, Any]) -> str:
        said = {"summary": data["summary"], "present": form.attended(), "reason": data["reason"]}
        actions.correct_meeting(meeting_id=pk, by=scope.actor, at=clock.now(), **said)
        return _("会议情况已更正，原来的留在记录里。")

    if form.is_bound and done(request, form, do):
        return redirect("workbench:meetings_meeting", pk=pk)
    context = {"meeting": found, "form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/meetings/correct.html", context, status=_status(form))


@door("hold_meetings")
def added(request: HttpRequest, pk: int) -> HttpResponse:
    """Decisions that were not written down at the time."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _own(request, pk)
    data = more_rows(request.POST) if "more" in request.POST else request.POST
    form, rows = AddedForm(data or None), decision_rows(data, found)
    if found.state != "held":
        return _not_held(request, found, form)

    def do(given: dict[str, Any]) -> str:
        made = {"decisions": decided(rows), "reason": given["reason"]}
        actions.add_decisions(meeting_id=pk, by=scope.actor, at=clock.now(), **made)
        return _("决定已补记，已发给责任单位。")

    if "more" in data:
        without_errors(form, rows)
    elif form.is_bound and rows.is_valid() and done(request, form, do):
        return redirect("workbench:meetings_meeting", pk=pk)
    wrong = bool(form.errors) or any(row.errors for row in rows)
    context = {"meeting": found, "form": form, "rows": rows, "form_has_errors": wrong}
    return render(request, "workbench/meetings/add.html", context, status=422 if wrong else 200)


@door("hold_meetings")
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words, unit, day or point; the page offers to take it back as well."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _decision(request, pk)
    form = CorrectDecisionForm(request.POST or None, decision=found)
    if found.state not in ("open", "answered"):
        return _settled(request, found, form)

    def do(data: dict[str, Any]) -> str:
        said = {"entry": form.entry(), "reason": data["reason"]}
        actions.correct_decision(decision_id=pk, by=scope.actor, at=clock.now(), **said)
        return _("决定已更正，已告诉责任单位；原来的留在记录里。")

    if form.is_bound and done(request, form, do):
        return redirect("workbench:meetings_meeting", pk=found.meeting_id)
    return _decision_page(request, found, form, RevokeForm())


@require_POST
@door("hold_meetings")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not carried out."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, form = _decision(request, pk), RevokeForm(request.POST)
    if found.state not in ("open", "answered"):
        return _settled(request, found, form)

    def do(data: dict[str, Any]) -> str:
        why = data["reason"]
        actions.revoke_decision(decision_id=pk, reason=why, by=scope.actor, at=clock.now())
        return _("决定已撤回，已告诉责任单位。")

    if done(request, form, do):
        return redirect("workbench:meetings_meeting", pk=found.meeting_id)
    return _decision_page(request, found, CorrectDecisionForm(decision=found), form)


def _own(request: HttpRequest, pk: int) -> Meeting:
    found = load(request, pk)
    if not holds(request.scope, found):  # type: ignore[attr-defined]
        raise Http404
    return found


def _decision(request: HttpRequest, pk: int) -> Decision:
    found = queries.decision_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None or not holds(request.scope, found.meeting):  # type: ignore[attr-defined]
        raise Http404
    return found


def _decision_page(
    request: HttpRequest, found: Decision, form: forms.Form, revoking: forms.Form
) -> HttpResponse:
    wrong = revoking if revoking.errors else form
    context = {"decision": found, "meeting": found.meeting, "form": form, "revoke_form": revoking}
    context |= {"form_has_errors": bool(wrong.errors), "today": clock.today()}
    return render(request, "workbench/meetings/correct_decision.html", context, status=_status(wrong))


def _status(form: forms.BaseForm) -> int:
    return refused_as(form) if form.errors else 200


def _not_held(request: HttpRequest, found: Meeting, form: forms.BaseForm) -> HttpResponse:
    why = _("会议还没有登记情况，不用更正。")
    return not_now(request, why, reverse("workbench:meetings_meeting", args=[found.pk]), form)


def _settled(request: HttpRequest, found: Decision, form: forms.BaseForm) -> HttpResponse:
    why = _("这项决定“%(state)s”，不能再更正或撤回。") % {"state": found.get_state_display()}
    return not_now(request, why, reverse("workbench:meetings_meeting", args=[found.meeting_id]), form)
