"""Circulars: the list, one with its units, sending one, signing for it, answering it, taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.actions import CircularEntry
from xinfang.casework.bulletins.queries import Circular
from xinfang.faces.workbench.asking import attempt, not_now, pressed
from xinfang.faces.workbench.bulletins.forms import CircularAnswerForm, CircularForm, WithdrawForm
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import in_force
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["answer", "circular", "circulars", "new", "withdraw"]


@require_safe
@door("see_information")
def circulars(request: HttpRequest) -> HttpResponse:
    """The newest first; how many received and answered."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    may_issue = queries.may_edit(scope, acting_unit(scope, "edit_items"))
    context = {"circulars": queries.circulars(scope, clock.today()), "may_issue": may_issue}
    return render(request, "workbench/bulletins/circulars.html", context)


def _load(request: HttpRequest, pk: int) -> Circular:
    found = queries.circular_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: Circular, wrong: forms.Form | None = None, duty: int = 0
) -> HttpResponse:
    """The circular's page; `wrong`: what was refused, of a duty or (0) the withdrawal."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    duties = queries.duties(scope, found)
    rows = [
        (
            each,
            queries.may_answer(scope, each) and found.withdrawn_at is None,
            wrong if wrong is not None and each.pk == duty else CircularAnswerForm(duty=each.pk),
        )
        for each in duties
    ]
    context: dict[str, Any] = {
        "circular": found,
        "rows": rows,
        "late": found.due_on < clock.today(),
        "missing": sum(1 for each in duties if each.answered_at is None),
        "reads_all": queries.reads_all(scope, found),
        "may_withdraw": found.withdrawn_at is None and queries.may_edit(scope, found.unit_id),
        "withdraw_form": wrong if wrong is not None and not duty else WithdrawForm(),
        "form_has_errors": wrong is not None,
    }
    return render(request, "workbench/bulletins/circular.html", context)


@require_safe
@door("see_information")
def circular(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, the day, and each unit's receipt and answer, those without one first."""
    return _page(request, _load(request, pk))


@door("edit_items")
def new(request: HttpRequest) -> HttpResponse:
    """Send a circular to the units chosen."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    own = acting_unit(scope, "edit_items")
    units = [(unit.pk, unit.name) for unit in in_force(clock.today()) if unit.pk != own and unit.depth == 2]
    form = CircularForm(request.POST or None, units=units)
    if form.is_valid():
        data = form.cleaned_data
        topic = int(data["topic"]) if data["topic"] else None
        tasks = dict.fromkeys(data["units"], "")
        entry = CircularEntry(data["title"], data["body"], data["due_on"], tasks, topic)
        key, by, at = data["form_key"], scope.actor, clock.now()
        made = attempt(
            form, lambda: actions.issue_circular(entry=entry, unit_id=own, form_key=key, by=by, at=at)
        )
        if made:
            messages.success(request, _("已发出，编号 %(number)s。") % {"number": made.number})
            return redirect("workbench:bulletins_circular", pk=made.pk)
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/bulletins/circular_form.html", context)


@require_POST
@door("report_information")
def answer(request: HttpRequest, pk: int, duty: int) -> HttpResponse:
    """Sign for a circular, or answer it, for one unit."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _load(request, pk)
    rows = {each.pk: each for each in queries.duties(scope, found)}
    if duty not in rows or not queries.may_answer(scope, rows[duty]):
        raise Http404
    by, at, form = scope.actor, clock.now(), CircularAnswerForm(request.POST, duty=duty)
    back = reverse("workbench:bulletins_circular", args=[pk])
    if found.withdrawn_at or (rows[duty].answered_at and request.POST.get("do") != "receive"):
        why = _("这份通报已经撤回。") if found.withdrawn_at else _("这份通报已经答复过了。")
        return not_now(request, why, back, form)
    if request.POST.get("do") == "receive":
        pressed(request, lambda: actions.receive_circular(duty_id=duty, by=by, at=at), _("已签收。"))
        return redirect(back)
    text = form.cleaned_data["answer"] if form.is_valid() else ""
    if not form.errors and attempt(
        form, lambda: actions.answer_circular(duty_id=duty, answer=text, by=by, at=at)
    ):
        messages.success(request, _("已答复。"))
        return redirect(back)
    return _page(request, found, form, duty)


@require_POST
@door("edit_items")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was sent by mistake."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = _load(request, pk)
    if not queries.may_edit(scope, found.unit_id):
        raise Http404
    form, back = WithdrawForm(request.POST), reverse("workbench:bulletins_circular", args=[pk])
    if found.withdrawn_at:
        return not_now(request, _("这份通报已经撤回。"), back, form)
    why = form.cleaned_data["reason"] if form.is_valid() else ""
    by, at = scope.actor, clock.now()
    if not form.errors and attempt(
        form, lambda: actions.withdraw_circular(circular_id=pk, reason=why, by=by, at=at)
    ):
        messages.success(request, _("已撤回，各单位会收到通知。"))
        return redirect(back)
    return _page(request, found, form)
