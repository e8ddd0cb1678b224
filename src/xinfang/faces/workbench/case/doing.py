"""One act on one matter: asked once on its own page, then done, then told."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xinfang.casework.petitions.queries import case
from xinfang.casework.workflow import Transition
from xinfang.faces.workbench.acts.offered import PAGES, offered
from xinfang.faces.workbench.acts.page import ActForm, ActPage, Asked
from xinfang.faces.workbench.acts.sources import source_of
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.faces.workbench.undoing import told_with_undo
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["act"]


@door("see_matters")
def act(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Ask, then do. An act that the table, the matter or the actor's postings do not allow is not there."""
    page = PAGES.get(verb)
    found = load(request, number)
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    row = next((row for row in offered(asked) if row.verb == verb), None)
    if page is None or row is None:
        raise Http404
    form = page.form(request.POST if request.method == "POST" else None, asked, request.FILES or None)
    if form.is_bound and form.is_valid() and _done(request, page, row, form):
        return redirect(*_next(asked, number))
    context = case_context(request, found) | {
        "page": page,
        "row": row,
        "act_form": form,
        "act_source": source_of(row, asked.today),
        "form_has_errors": bool(form.errors),
    }
    return render(request, page.template, context)


def _next(asked: Asked, number: str) -> tuple[str, ...]:
    """Back to the case; to the list, when the act took it out of the actor's sight."""
    seen = case(asked.scope, number) is not None
    return ("workbench:matter", number) if seen else ("workbench:worklist",)


def _done(request: HttpRequest, page: ActPage, row: Transition, form: ActForm) -> bool:
    data: dict[str, Any] = form.cleaned_data
    try:
        acts = page.do(form.asked.case.matter.pk, data, form.asked.scope.actor, clock.now())
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    if row.legal:
        messages.success(request, str(page.done))
    else:
        told_with_undo(request, str(page.done), acts)
    return True
