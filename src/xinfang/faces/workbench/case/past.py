"""Entering what was done on paper years ago: which act, on which day, what the paper says."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t

from xinfang.casework.acts.seen import as_seen, newest_line
from xinfang.casework.desks.queries import last_act
from xinfang.casework.reviews.queries import VERBS, enterable, why_none, why_not_entered
from xinfang.casework.wording.kinds import BY_VERB, Kind
from xinfang.casework.workflow import Transition
from xinfang.casework.workflow.sources import source_of
from xinfang.faces.workbench.acts.page import Asked
from xinfang.faces.workbench.asking import attempt
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.faces.workbench.case.past_forms import PastForm, form_of
from xinfang.faces.workbench.case.refusing import not_now
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door

__all__ = ["enter", "past"]


@door("import")
def past(request: HttpRequest, number: str) -> HttpResponse:
    """Which act: those that the actor may do and enter, by the rules of the day of the act before it."""
    found = load(request, number)
    rows = enterable(request.scope, found.matter)  # type: ignore[attr-defined]
    if not rows:
        return not_now(request, found, why_none(request.scope, found.matter))  # type: ignore[attr-defined]
    day = timezone.localdate(last_act(found.matter))
    choices = [(row, source_of(row, day)) for row in rows]
    context = case_context(request, found) | {"choices": choices, "last_on": day}
    return render(request, "workbench/case/past.html", context)


@door("import")
def enter(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Ask for the day and what the paper says; then enter it. What cannot be entered is refused in words."""
    found = load(request, number)
    if verb not in VERBS:
        raise Http404
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    row = next((each for each in enterable(asked.scope, found.matter) if each.verb == verb), None)
    form = form_of(verb)(verb, request.POST if request.method == "POST" else None, asked)
    if row is None:
        return not_now(request, found, why_not_entered(asked.scope, found.matter, verb), form=form)
    if form.is_bound and form.is_valid() and _entered(request, form):
        messages.success(request, _t("已补录。"))
        return redirect("workbench:matter", number=number)
    return _page(request, form, row)


def _page(request: HttpRequest, form: PastForm, row: Transition) -> HttpResponse:
    found, kind = form.asked.case, BY_VERB.get(form.verb)
    day = timezone.localdate(last_act(found.matter))
    context = case_context(request, found) | {
        "row": row,
        "letter": kind.label if isinstance(kind, Kind) else "",
        "act_form": form,
        "act_source": source_of(row, day),
        "last_on": day,
        "seen": newest_line(found.matter.pk),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/case/past_act.html", context)


def _entered(request: HttpRequest, form: PastForm) -> bool:
    pk, said = form.asked.case.matter.pk, request.POST.get("seen", "")
    seen = int(said) if said.isdecimal() and len(said) < 19 else None

    def call() -> None:
        with as_seen(pk, seen):
            form.enters(matter_id=pk, past=form.said(), by=form.asked.scope.actor, at=clock.now())

    return bool(attempt(form, call, form.names))
