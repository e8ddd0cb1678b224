"""What cannot be done now is refused in words, with its article; nothing that was typed is lost."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.casework.acts.queries import holds_seat, may_ever, why_not
from xinfang.casework.assignments.guards import speaks_against
from xinfang.casework.deadlines.queries import lapsed
from xinfang.casework.letters.queries import offers
from xinfang.casework.letters.rules import drafting_seats
from xinfang.casework.petitions.queries import CaseFile, TimelineRow
from xinfang.casework.workflow import TRANSITIONS, Transition, cited, possible
from xinfang.faces.workbench.acts.offered import PAGES, offered
from xinfang.faces.workbench.acts.page import Asked
from xinfang.faces.workbench.case.loading import case_context
from xinfang.faces.workbench.history.words import Happened, happened
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["not_now", "reason"]


def reason(request: HttpRequest, found: CaseFile, verb: str) -> str:
    """Why the actor, who may do the act at another time, may not now, with its article.

    '' for whoever may never do it here: absent and forbidden look the same.
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    if not (may_ever(scope, found.matter, verb) or _may_draft_ever(scope, found, verb)):
        return ""
    pk = found.matter.pk
    if said := why_not(found.matter, verb, today, _can(scope, found, today)):
        return said
    return cited(speaks_against(found.matter, verb, today) or lapsed(pk, today).get(verb, ""), verb, today)


def _can(scope: Scope, found: CaseFile, today: date) -> list[Transition]:
    """What the actor can do instead: acts that have a page, and those whose letter the actor drafts."""
    drafts = {offer.verb for offer in offers(scope, found.matter, today)}
    pages = {row.verb for row in offered(Asked(scope, found, today))} & PAGES.keys()
    rows = possible(found.matter.state, found.matter.purpose, today)
    return [row for row in rows if row.verb in drafts | pages]


def _may_draft_ever(scope: Scope, found: CaseFile, verb: str) -> bool:
    """Whether the actor drafts the letter of an act that somebody else signs."""
    seats = {seat for row in TRANSITIONS if row.verb == verb and row.letter for seat in drafting_seats(row)}
    return any(holds_seat(scope, found.matter, permission, seat) for permission, seat in seats)


def not_now(
    request: HttpRequest,
    found: CaseFile,
    why: str,
    *,
    form: forms.BaseForm | None = None,
    new: Sequence[TimelineRow] = (),
    meanwhile: Sequence[Happened] = (),
) -> HttpResponse:
    """The page that says so: 409, with what was done meanwhile and what had been typed."""
    changed = [*map(happened, new), *meanwhile]
    more: dict[str, Any] = {"why": why, "act_form": form or (), "changed": changed}
    return render(request, "workbench/case/act_late.html", case_context(request, found) | more, status=409)
