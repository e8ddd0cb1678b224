"""Circulars: the list, one with its units, sending one, signing for it, answering it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.actions import CircularEntry
from xinfang.casework.bulletins.queries import Circular
from xinfang.faces.workbench.bulletins.doing import done, told
from xinfang.faces.workbench.bulletins.forms import CircularForm
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import in_force
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["answer", "circular", "circulars", "new"]


@require_safe
@door("see_information")
def circulars(request: HttpRequest) -> HttpResponse:
    """The newest first; how many received and answered."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    may_issue = queries.may_edit(scope, scope.actor.unit_id or 0)
    context = {"circulars": queries.circulars(scope, clock.today()), "may_issue": may_issue}
    return render(request, "workbench/bulletins/circulars.html", context)


def _load(request: HttpRequest, pk: int) -> Circular:
    found = queries.circular_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@require_safe
@door("see_information")
def circular(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, the day, and each unit's receipt and answer, those without one first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, today = _load(request, pk), clock.today()
    rows = [(duty, queries.may_answer(scope, duty)) for duty in queries.duties(scope, found)]
    context = {
        "circular": found,
        "rows": rows,
        "today": today,
        "late": found.due_on < today,
        "missing": sum(1 for duty, _may in rows if duty.answered_at is None),
    }
    return render(request, "workbench/bulletins/circular.html", context)


@door("edit_items")
def new(request: HttpRequest) -> HttpResponse:
    """Send a circular to the units chosen."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    own = scope.actor.unit_id or 0
    units = [(unit.pk, unit.name) for unit in in_force(clock.today()) if unit.pk != own and unit.depth == 2]
    form = CircularForm(request.POST or None, units=units)
    if form.is_valid():
        data = form.cleaned_data
        topic = int(data["topic"]) if data["topic"] else None
        tasks = dict.fromkeys(data["units"], "")
        entry = CircularEntry(data["title"], data["body"], data["due_on"], tasks, topic)
        key, by, at = data["form_key"], scope.actor, clock.now()
        made = done(
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
    rows = {each.pk: each for each in queries.duties(scope, _load(request, pk))}
    if duty not in rows or not queries.may_answer(scope, rows[duty]):
        raise Http404
    by, at, text = scope.actor, clock.now(), request.POST.get("answer", "")[:4000]
    if request.POST.get("do") == "receive":
        told(request, lambda: actions.receive_circular(duty_id=duty, by=by, at=at), _("已签收。"))
    else:
        told(request, lambda: actions.answer_circular(duty_id=duty, answer=text, by=by, at=at), _("已答复。"))
    return redirect("workbench:bulletins_circular", pk=pk)
