"""Meetings: the list, one, calling one, recording it, calling it off."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.queries import Meeting
from xinfang.faces.workbench.asking import attempt, not_now
from xinfang.faces.workbench.meetings.forms import (
    CancelForm,
    HoldForm,
    MeetingForm,
    decided,
    decision_rows,
    more_rows,
    without_errors,
)
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["cancel", "hold", "holds", "load", "meeting", "meetings", "new"]


def load(request: HttpRequest, pk: int) -> Meeting:
    """The meeting in sight; whether it exists outside is not told."""
    found = queries.meeting_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def holds(scope: Scope, found: Meeting) -> bool:
    """Whether the actor holds and records the meetings of its unit."""
    return scope.holds("hold_meetings", found.unit_id)


def _over(request: HttpRequest, found: Meeting, form: forms.BaseForm) -> HttpResponse:
    """It was held or called off meanwhile."""
    why = _("会议“%(state)s”，不能再改。") % {"state": found.get_state_display()}
    return not_now(request, why, reverse("workbench:meetings_meeting", args=[found.pk]), form)


@require_safe
@door("see_information")
def meetings(request: HttpRequest) -> HttpResponse:
    """The newest first; a unit that sees none begins at the decisions that are its own."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "meetings": queries.meetings(scope),
        "may_hold": scope.may("hold_meetings"),
        "owed": queries.owed(scope),
    }
    return render(request, "workbench/meetings/meetings.html", context)


@require_safe
@door("see_information")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, attendance, what was said, and each decision with what became of it."""
    return _page(request, load(request, pk), CancelForm())


def _page(request: HttpRequest, found: Meeting, form: CancelForm) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "meeting": found,
        "agenda": found.agenda.select_related("matter", "topic").order_by("position"),
        "opens": queries.visible_matters(scope, found),
        "attendance": found.attendance.order_by("pk"),
        "decisions": queries.decisions_of(found.pk),
        "runs": found.state == "planned" and holds(scope, found),
        "corrects": found.state == "held" and holds(scope, found),
        "changes": queries.changes_of(found.pk),
        "today": clock.today(),
        "form": form,
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/meetings/meeting.html", context)


@door("hold_meetings")
def new(request: HttpRequest) -> HttpResponse:
    """Call a meeting; open problems are proposed for its agenda."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    problems = queries.open_problems(scope, clock.today())
    form = MeetingForm(request.POST or None, problems=problems)
    if form.is_valid():
        entry, key, unit = form.entry(), form.cleaned_data["form_key"], acting_unit(scope, "hold_meetings")
        by, at = scope.actor, clock.now()
        made = attempt(
            form, lambda: actions.plan_meeting(entry=entry, unit_id=unit, form_key=key, by=by, at=at)
        )
        if made:
            messages.success(request, _("会议已安排。"))
            return redirect("workbench:meetings_meeting", pk=made.pk)
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/meetings/meeting_form.html", context)


@door("hold_meetings")
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a meeting after it was held."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, pk)
    if not holds(scope, found):
        raise Http404
    data = more_rows(request.POST) if "more" in request.POST else request.POST
    form, rows = HoldForm(data or None, meeting=found), decision_rows(data, found)
    if found.state != "planned":
        return _over(request, found, form)
    if "more" in data:
        without_errors(form, rows)
    elif form.is_valid() and rows.is_valid():
        said, made, at = form.cleaned_data["summary"], decided(rows), clock.now()
        held = {"summary": said, "present": form.attended(), "decisions": made}
        if attempt(form, lambda: actions.hold_meeting(meeting_id=pk, by=scope.actor, at=at, **held)):
            messages.success(request, _("会议已登记，决定已发给责任单位。"))
            return redirect("workbench:meetings_meeting", pk=pk)
    wrong = bool(form.errors) or any(row.errors for row in rows)
    context = {"meeting": found, "form": form, "rows": rows, "form_has_errors": wrong}
    return render(request, "workbench/meetings/hold.html", context)


@require_POST
@door("hold_meetings")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, form = load(request, pk), CancelForm(request.POST)
    if not holds(scope, found):
        raise Http404
    if found.state != "planned":
        return _over(request, found, form)
    why, at = form.cleaned_data["reason"] if form.is_valid() else "", clock.now()
    if not form.errors and attempt(
        form, lambda: actions.cancel_meeting(meeting_id=pk, reason=why, by=scope.actor, at=at)
    ):
        messages.success(request, _("会议已取消。"))
        return redirect("workbench:meetings_meeting", pk=pk)
    return _page(request, found, form)
