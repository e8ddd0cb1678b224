"""Decisions of meetings: the list, and what their units and the office say of each."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.queries import Decision
from xinfang.faces.workbench.asking import attempt, not_now
from xinfang.faces.workbench.meetings.forms import CheckForm, FollowForm, ReportForm
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["answer", "check", "decisions"]


@require_safe
@door("see_information")
def decisions(request: HttpRequest) -> HttpResponse:
    """Those not found done, unless all are asked for; due first."""
    return _page(request)


def _page(request: HttpRequest, wrong: forms.Form | None = None, pk: int = 0) -> HttpResponse:
    """The list; `wrong`: the form of one decision that was refused."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    everything = request.GET.get("all") == "1"
    rows = [
        (
            each,
            _form(ReportForm, each, wrong, pk) if queries.may_answer(scope, each) else None,
            _form(CheckForm, each, wrong, pk) if each.state == "answered" and _checks(scope, each) else None,
        )
        for each in queries.decisions(scope, undone=not everything)
    ]
    context = {"rows": rows, "everything": everything, "today": clock.today()}
    context["form_has_errors"] = wrong is not None
    return render(request, "workbench/meetings/decisions.html", context)


def _form(kind: type[FollowForm], each: Decision, wrong: forms.Form | None, pk: int) -> forms.Form:
    return wrong if isinstance(wrong, kind) and each.pk == pk else kind(decision=each.pk)


def _load(request: HttpRequest, pk: int) -> Decision:
    found = queries.decision_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _checks(scope: Scope, found: Decision) -> bool:
    return scope.holds("hold_meetings", found.meeting.unit_id)


def _moved_on(request: HttpRequest, found: Decision, form: forms.Form) -> HttpResponse:
    told = _("这项决定现在是“%(state)s”，不能这样办。请刷新后看。")
    why = told % {"state": found.get_state_display()}
    return not_now(request, why, reverse("workbench:meetings_decisions"), form)


@require_POST
@door("report_information")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit says what was done."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, form = _load(request, pk), ReportForm(request.POST, decision=pk)
    if not queries.answers(scope, found):
        raise Http404
    if not queries.may_answer(scope, found):
        return _moved_on(request, found, form)
    text, at = form.cleaned_data["answer"] if form.is_valid() else "", clock.now()
    if not form.errors and attempt(
        form, lambda: actions.answer_decision(decision_id=pk, answer=text, by=scope.actor, at=at)
    ):
        messages.success(request, _("已报告落实情况。"))
        return redirect("workbench:meetings_decisions")
    return _page(request, form, pk)


@require_POST
@door("hold_meetings")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The office finds it done, or sends the report back."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, form = _load(request, pk), CheckForm(request.POST, decision=pk)
    if not _checks(scope, found):
        raise Http404
    if found.state != "answered":
        return _moved_on(request, found, form)
    if form.is_valid() and attempt(form, lambda: _checked(request, pk, form.cleaned_data["reason"])):
        good = request.POST.get("do") == "accept"
        messages.success(request, _("已认定落实。") if good else _("已退回继续落实。"))
        return redirect("workbench:meetings_decisions")
    return _page(request, form, pk)


def _checked(request: HttpRequest, pk: int, why: str) -> None:
    by, at = request.scope.actor, clock.now()  # type: ignore[attr-defined]
    if request.POST.get("do") == "accept":
        actions.accept_decision(decision_id=pk, by=by, at=at)
    else:
        actions.send_back_decision(decision_id=pk, reason=why, by=by, at=at)
