"""One act on one matter: asked once on its own page, then done, then told."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xinfang.casework.acts.seen import as_seen, newest_line, since
from xinfang.casework.petitions.queries import CaseFile, TimelineRow, case
from xinfang.casework.workflow import Transition
from xinfang.casework.workflow.sources import source_of
from xinfang.faces.workbench.acts.offered import PAGES, offered
from xinfang.faces.workbench.acts.page import ActForm, ActPage, Asked
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.faces.workbench.case.refusing import not_now, reason
from xinfang.faces.workbench.history.words import happened
from xinfang.faces.workbench.undoing import told_with_undo
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["act"]

SENTENCE = re.compile("[\u4e00-\u9fff]{4}")


@door("see_matters")
def act(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Ask, then do. An act that the table, the matter or the actor's postings do not allow is not there."""
    page = PAGES.get(verb)
    found = load(request, number)
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    row = next((row for row in offered(asked) if row.verb == verb), None)
    if page is None:
        return _without_page(request, found, verb)
    new = _new(request, found.matter.pk)
    if _done_already(request, verb, new):
        messages.info(request, _("这一步刚才已经由您办理，没有再办一次。"))
        return redirect("workbench:matter", number=number)
    form = page.form(request.POST if request.method == "POST" else None, asked, request.FILES or None)
    if row is None:
        return _refused(request, verb, form, new)
    if form.is_bound and form.is_valid() and _done(request, page, row, form):
        return redirect(*_next(asked, number))
    return _page(request, page, row, form)


def _without_page(request: HttpRequest, found: CaseFile, verb: str) -> HttpResponse:
    """Acts with a letter have no page here; when they cannot be done at all that is said all the same."""
    if why := reason(request, found, verb):
        return not_now(request, found, why)
    raise Http404


def _refused(request: HttpRequest, verb: str, form: ActForm, new: list[TimelineRow]) -> HttpResponse:
    found = form.asked.case
    why = reason(request, found, verb)
    if not why and not new:
        raise Http404
    return not_now(request, found, why, form=form, new=new)


def _page(request: HttpRequest, page: ActPage, row: Transition, form: ActForm) -> HttpResponse:
    """The form; after somebody else's act also what was done, with all that was typed."""
    pk = form.asked.case.matter.pk
    new = _new(request, pk)
    context = case_context(request, form.asked.case) | {
        "page": page,
        "row": row,
        "act_form": form,
        "act_source": form.source or source_of(row, form.asked.today),
        "seen": newest_line(pk),
        "changed": [happened(each) for each in new],
        "form_has_errors": bool(form.errors),
    }
    return render(request, page.template, context, status=409 if new else 200)


def _seen(request: HttpRequest) -> int | None:
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 19 else None


def _new(request: HttpRequest, matter_id: int) -> list[TimelineRow]:
    """What was done since the form that was sent had been opened."""
    seen = _seen(request)
    return since(matter_id, seen) if seen is not None else []


def _done_already(request: HttpRequest, verb: str, new: list[TimelineRow]) -> bool:
    """Whether the form was sent twice: all that is new is this act of the same person, in the same words."""
    mine = request.scope.actor.user_id  # type: ignore[attr-defined]
    mine_alone = bool(new) and all(each.verb == verb and each.actor_id == mine for each in new)
    return mine_alone and _in_the_same_words(request, new[-1])


def _in_the_same_words(request: HttpRequest, line: TimelineRow) -> bool:
    """Whether all sentences that were sent are those that were kept: a second window's are not lost."""
    kept = "\n".join([line.note, *map(str, line.data.values())])
    sent = (text.replace("\r\n", "\n").strip() for text in map(str, request.POST.values()))
    return all(text in kept for text in sent if SENTENCE.search(text))


def _next(asked: Asked, number: str) -> tuple[str, ...]:
    """Back to the case; to the list, when the act took it out of the actor's sight."""
    seen = case(asked.scope, number) is not None
    return ("workbench:matter", number) if seen else ("workbench:worklist",)


def _done(request: HttpRequest, page: ActPage, row: Transition, form: ActForm) -> bool:
    data: dict[str, Any] = form.cleaned_data
    pk = form.asked.case.matter.pk
    try:
        with as_seen(pk, _seen(request)):
            acts = page.do(pk, data, form.asked.scope.actor, clock.now())
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    if row.legal:
        messages.success(request, str(page.done))
    else:
        told_with_undo(request, str(page.done), acts)
    return True
