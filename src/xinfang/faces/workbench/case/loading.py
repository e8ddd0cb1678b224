"""A case in the actor's scope, and what its page shows around whatever is done on it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.acts.queries import held_for, holds_seat
from xinfang.casework.acts.related import related
from xinfang.casework.assignments.queries import placed
from xinfang.casework.backlog import queries as backlog
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.deadlines.light import most_urgent
from xinfang.casework.deadlines.queries import ClockView
from xinfang.casework.desks.papers import Issued, documents_of
from xinfang.casework.desks.queries import under_way
from xinfang.casework.desks.together import NOTICE, untold_of
from xinfang.casework.instructions import queries as instructions
from xinfang.casework.letters import queries as letters
from xinfang.casework.marks.queries import marks_of, marks_on
from xinfang.casework.outreach import queries as outreach
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.reviews import queries as reviews
from xinfang.casework.supervision import queries as supervision
from xinfang.casework.themes.queries import ties_of
from xinfang.faces.workbench.acts.offered import offered
from xinfang.faces.workbench.acts.page import Asked
from xinfang.faces.workbench.case.afterwards import AFTER, part_of
from xinfang.faces.workbench.case.pending import unserved
from xinfang.faces.workbench.case.reviewing import goes_back, review_acts
from xinfang.faces.workbench.case.sentences import sentences
from xinfang.faces.workbench.case.settled import settled
from xinfang.faces.workbench.case.step import Papers, next_step
from xinfang.faces.workbench.history.words import happened
from xinfang.faces.workbench.rights import WORKS_ON_CASES
from xinfang.faces.workbench.worklist.filters import WHOLE_LIST, filtered
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["WORKS_ON_CASES", "case_context", "holds", "load", "may_name_complained"]


def load(request: HttpRequest, number: str, permission: str = "see_matters") -> CaseFile:
    """The case in the actor's scope; whether it exists outside is not told.

    Every look into an accusation is on record (条例 2022, 30).
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.case(scope, number, permission)
    if found is None:
        raise Http404
    note_reading([found.matter], by=scope.actor, at=clock.now())
    return found


def case_context(request: HttpRequest, found: CaseFile) -> dict[str, Any]:
    """What the page shows; the people masked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    pk = found.matter.pk
    clocks = deadlines.clocks_of(pk, today)
    documents = documents_of(scope, pk, today)
    return {
        "case": found,
        "matter": found.matter,
        "clocks": clocks,
        "today": today,
        "light": most_urgent(each.light for each in clocks),
        "people": queries.masked_people(found.first.pk),
        "timeline": [happened(row) for row in queries.timeline(pk)],
        "related": related(scope, found.matter),
        "documents": documents,
        "unserved": unserved(found.matter.state, documents),
        **_acts(Asked(scope, found, today), clocks, documents),
        "may_enter_past": bool(reviews.enterable(scope, found.matter)),
        **_papers(scope, found),
        **_own(scope, found),
        **_supervised(scope, found, today),
        **_list_around(request, pk),
    }


def _acts(asked: Asked, clocks: Sequence[ClockView], documents: Sequence[Issued]) -> dict[str, Any]:
    """The next step, and what came after the answer; each with the acts that may be done."""
    scope, found, today = asked.scope, asked.case, asked.today
    acts = offered(asked)
    before = [row for row in acts if row.verb not in AFTER]
    offers = letters.offers(scope, found.matter, today)
    review = review_acts(scope, found.matter.pk)
    lying, bound = under_way(scope, found.matter, today), settled(found)
    papers = Papers(offers, lying, documents, review, goes_back(found), bound)
    return {
        "step": next_step(found, clocks, before, papers),
        "part": part_of(scope, found, acts, today),
        "held_for": held_for(found.matter.pk),
        "untold": untold_of(found.matter),
        "may_tell": any(offer.kind.key == NOTICE for offer in offers),
    }


def _papers(scope: Scope, found: CaseFile) -> dict[str, Any]:
    """Where it lies, what was written about it, and what the actor writes with."""
    pk = found.matter.pk
    return {
        "placed": placed(pk),
        "reviews": reviews.of_matter(pk),
        "instructions": instructions.of_matter(scope, pk, clock.today()),
        "may_ask_instruction": holds(scope, pk, "receive"),
        "may_instruct": holds(scope, pk, "instruct"),
        "redoing": reviews.redoing(found.matter),
        "files": queries.attached(pk),
        "text_modules": partial(sentences, scope, found, clock.now()),  # asked where one writes
    }


def _own(scope: Scope, found: CaseFile) -> dict[str, Any]:
    """What the actor may do beside the acts, and the marks of the actor's own unit."""
    pk = found.matter.pk
    works = holds(scope, pk, WORKS_ON_CASES)
    return {
        "marks": marks_on(scope, [pk]).get(pk, []),
        "mark_choices": marks_of(scope) if works else [],
        "ties": ties_of(pk),
        "may_tie": holds(scope, pk, "edit_items"),
        "may_print": holds(scope, pk, "register"),
        "may_reveal": works,
        "may_attach": works,
        "may_mark": works,
        "may_name_complained": not found.matter.confined and may_name_complained(scope, found),
    }


def _supervised(scope: Scope, found: CaseFile, today: date) -> dict[str, Any]:
    """Orders, lists and visits of the matter; what calls for an order, for those who supervise."""
    pk, supervises = found.matter.pk, supervision.may_supervise(scope, found.matter)
    return {
        "orders": supervision.orders_of(pk, today),
        "triggers": supervision.triggers_of(pk, today) if supervises else [],
        "may_order": supervision.may_order(scope, found.matter),
        "backlog_cases": backlog.cases_of(pk, today),
        "may_list": backlog.may_keep(scope, found.matter),
        "field_visits": outreach.visits_of(pk),
        "may_visit": outreach.may_plan(scope, found.matter) and outreach.to_visit(found.matter),
    }


def _list_around(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The list that the case was opened from, and its neighbours in it; nothing when it was from none."""
    if not request.GET:
        return {"list_query": "", "back": reverse("workbench:worklist"), "before": "", "after": ""}
    listed = filtered(request.GET, request.scope)  # type: ignore[attr-defined]
    before, after = queries.neighbours(listed.matters, pk, listed.order)
    back = reverse("workbench:worklist") + (f"?{listed.query}" if listed.query else "")
    return {"list_query": listed.query or WHOLE_LIST, "back": back, "before": before, "after": after}


def may_name_complained(scope: Scope, found: CaseFile) -> bool:
    """Whether the actor says which unit is complained of: who registers there, not who decides."""
    return may_register(scope, found) and not own_complaint(scope, found)


def may_register(scope: Scope, found: CaseFile) -> bool:
    """Whether the actor registers where the matter was registered."""
    return holds_seat(scope, found.matter, "register", "office")


def own_complaint(scope: Scope, found: CaseFile) -> bool:
    """Whether the unit complained of is the actor's own, or one above it: others set that right. Of the
    district itself there is nobody else: its office does, on record."""
    unit = found.matter.complained_unit
    return unit is not None and unit.depth > 1 and unit.pk in scope.posted_under


def holds(scope: Scope, pk: int, right: str) -> bool:
    """Whether the actor holds a right for one matter."""
    return queries.matters(scope, permission=right).filter(pk=pk).exists()
