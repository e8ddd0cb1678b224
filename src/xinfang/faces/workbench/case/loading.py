"""A case in the actor's scope, and what its page shows around whatever is done on it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from xinfang.casework.acts.queries import allowed
from xinfang.casework.assignments.queries import placed
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.deadlines.light import most_urgent
from xinfang.casework.letters import queries as letters
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.reviews import queries as reviews
from xinfang.faces.workbench.case.afterwards import AFTER, part_of
from xinfang.faces.workbench.case.sentences import sentences
from xinfang.faces.workbench.case.step import next_step
from xinfang.faces.workbench.case.words import happened
from xinfang.faces.workbench.worklist.filters import WHOLE_LIST, filtered
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.registers.staff.scope import Scope

__all__ = ["WORKS_ON_CASES", "case_context", "load"]

WORKS_ON_CASES = "reveal_people"  # held by all who work on cases, and by nobody who only reads them
RIGHTS = ("reveal_people", "register")


def load(request: HttpRequest, number: str, permission: str = "see_matters") -> CaseFile:
    """The case in the actor's scope; whether it exists outside is not told.

    Every look into an accusation is on record (条例 2022, 30).
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.case(scope, number, permission)
    if found is None:
        raise Http404
    if found.matter.confined:
        record(Record("accusation.read", "matter", found.matter.pk, number), by=scope.actor, at=clock.now())
    return found


def case_context(request: HttpRequest, found: CaseFile) -> dict[str, Any]:
    """What the page shows; the people masked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    pk = found.matter.pk
    rights = {right for right in RIGHTS if holds(scope, pk, right)}
    return {
        "case": found,
        "matter": found.matter,
        "people": queries.masked_people(found.first.pk),
        "timeline": [happened(row) for row in queries.timeline(pk)],
        "may_print": "register" in rights,
        "may_reveal": "reveal_people" in rights,
        "may_attach": WORKS_ON_CASES in rights,
        **_acts(scope, found),
        **_papers(scope, found),
        **_list_around(request, pk),
    }


def _acts(scope: Scope, found: CaseFile) -> dict[str, Any]:
    """The clocks, the next step with the acts that the actor may do, and what follows the answer."""
    today = clock.today()
    clocks = deadlines.clocks_of(found.matter.pk, today)
    acts = allowed(scope, found.matter, today)
    now = [row for row in acts if row.verb not in AFTER]
    return {
        "clocks": clocks,
        "today": today,
        "light": most_urgent(each.light for each in clocks),
        "step": next_step(found, clocks, now, letters.offers(scope, found.matter, today)),
        "part": part_of(scope, found, acts, today),
    }


def _papers(scope: Scope, found: CaseFile) -> dict[str, Any]:
    """Where it lies, what was written about it, and what the actor writes with."""
    pk = found.matter.pk
    return {
        "placed": placed(pk),
        "reviews": reviews.of_matter(pk),
        "redoing": reviews.redoing(found.matter),
        "documents": letters.documents_of(scope, pk, clock.today()),
        "files": queries.attached(pk),
        "text_modules": partial(sentences, scope, found, clock.now()),  # asked where one writes
    }


def _list_around(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The list that the case was opened from, and its neighbours in it; nothing when it was from none."""
    if not request.GET:
        return {"list_query": "", "back": reverse("workbench:worklist"), "before": "", "after": ""}
    listed = filtered(request.GET, request.scope)  # type: ignore[attr-defined]
    before, after = queries.neighbours(listed.matters, pk, listed.order)
    back = reverse("workbench:worklist") + (f"?{listed.query}" if listed.query else "")
    return {"list_query": listed.query or WHOLE_LIST, "back": back, "before": before, "after": after}


def holds(scope: Scope, pk: int, right: str) -> bool:
    """Whether the actor holds a right for one matter."""
    return queries.matters(scope, permission=right).filter(pk=pk).exists()
