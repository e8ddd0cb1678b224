"""Decisions of meetings: the list, and what their units and the office say of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.queries import Decision
from xinfang.faces.workbench.bulletins.doing import told
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["answer", "check", "decisions"]


@require_safe
@door("see_information")
def decisions(request: HttpRequest) -> HttpResponse:
    """Those not found done, unless all are asked for; due first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    everything = request.GET.get("all") == "1"
    rows = [
        (each, queries.may_answer(scope, each), _checks(scope, each))
        for each in queries.decisions(scope, undone=not everything)
    ]
    context = {"rows": rows, "everything": everything, "today": clock.today()}
    return render(request, "workbench/meetings/decisions.html", context)


def _load(request: HttpRequest, pk: int) -> Decision:
    found = queries.decision_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _checks(scope: Scope, found: Decision) -> bool:
    reach = scope.reach("hold_meetings")
    return found.state == "answered" and (reach is None or found.meeting.unit_id in reach)


@require_POST
@door("report_information")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit says what was done."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not queries.may_answer(scope, _load(request, pk)):
        raise Http404
    text, at = request.POST.get("answer", "")[:4000], clock.now()
    told(
        request,
        lambda: actions.answer_decision(decision_id=pk, answer=text, by=scope.actor, at=at),
        _("已报告落实情况。"),
    )
    return redirect("workbench:meetings_decisions")


@require_POST
@door("hold_meetings")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The office finds it done, or sends the report back."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not _checks(scope, _load(request, pk)):
        raise Http404
    by, at, why = scope.actor, clock.now(), request.POST.get("reason", "")[:500]
    if request.POST.get("do") == "accept":
        told(request, lambda: actions.accept_decision(decision_id=pk, by=by, at=at), _("已认定落实。"))
    else:
        told(
            request,
            lambda: actions.send_back_decision(decision_id=pk, reason=why, by=by, at=at),
            _("已退回继续落实。"),
        )
    return redirect("workbench:meetings_decisions")
