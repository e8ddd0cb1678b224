"""A request in the actor's scope, and what its page shows around whatever is done on it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.acts.queries import allowed, holds_seat
from xinfang.casework.acts.together import raised_by
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.deadlines.light import most_urgent
from xinfang.casework.desks.papers import documents_of
from xinfang.casework.letters import queries as letters
from xinfang.casework.petitions.queries import TimelineRow, lines_of, masked_people
from xinfang.casework.reviews import queries
from xinfang.casework.reviews.choices import BACK
from xinfang.casework.reviews.queries import Review
from xinfang.casework.workflow import STATES
from xinfang.faces.workbench.acts.offered import PAGES
from xinfang.faces.workbench.reviews.forms import DecideForm, FactsForm, RefuseForm, ServeForm
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["context_of", "load", "may_decide", "serve_form", "service_of", "stage_of"]

DECIDING = {"requested": "take", "taken": "decide"}
ACTS = ("withdraw_review", "withdraw_rereview", "open_hearing", "close_hearing", "hear_review")


def load(request: HttpRequest, pk: int) -> Review:
    """The request in the actor's scope; whether it exists outside is not told."""
    found = queries.review_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_reading([found.matter], by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return found


def may_decide(scope: Scope, found: Review) -> bool:
    """Whether the actor sits where the request is decided, and had no part in what is in question."""
    return holds_seat(scope, found.matter, "review", "reviewer") and not _recused(scope, found)


def _recused(scope: Scope, found: Review) -> bool:
    return not found.reviewer_name and scope.actor.user_id in queries.handlers(found)


def context_of(request: HttpRequest, found: Review, **forms: Any) -> dict[str, Any]:
    """What the page shows; `forms`: those that were filled in and found wrong."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today, matter = clock.today(), found.matter
    clocks = deadlines.clocks_of(matter.pk, today)
    seat = holds_seat(scope, matter, "review", "reviewer")
    context = {
        "review": found,
        "matter": matter,
        "today": today,
        "clocks": clocks,
        "light": most_urgent(each.light for each in clocks),
        "stands": STATES[matter.state].label,
        "papers": queries.papers(found),
        "hearings": queries.hearings(found.pk),
        "others": [each for each in queries.of_matter(matter.pk) if each.pk != found.pk],
        "grounds": queries.grounds_of(found),
        "acts": [row for row in allowed(scope, matter, today) if row.verb in ACTS and row.verb in PAGES],
        "may_review": scope.may("review"),
        "seat": seat,
        "recused": seat and _recused(scope, found),
        "stage": stage_of(scope, found),
    }
    context |= _letters(scope, found, today) | _forms(found, scope)
    return context | forms | {"form_has_errors": bool(forms)}


def asker_of(found: Review) -> dict[str, Any]:
    """Who asked: the number of the own petition and the masked names."""
    pk, number = raised_by(found.matter_id, found.petition_id)
    return {"number": number, "names": [each.name for each in masked_people(pk, 3) if each.name]}


def _letters(scope: Scope, found: Review, today: date) -> dict[str, Any]:
    """The letters written since the request, and those that may be begun now. The notice that it is not
    taken is begun by its reason, which the page asks for: it has no second door here."""
    matter, verb = found.matter, f"opine_{found.level}"
    running = found.state in (*DECIDING, "opined")
    since = [
        each for each in documents_of(scope, matter.pk, today) if each.at and each.at >= found.requested_at
    ]
    begun = letters.begun(matter.pk, verb)
    doors = {f"refuse_{found.level}", verb if begun else ""} - {""}
    offered = [each for each in letters.offers(scope, matter, today) if each.verb not in doors]
    return {
        "asker": asker_of(found),
        "documents": since,
        "letters": [(each.verb or each.kind.key, each.label) for each in offered] if running else [],
        "may_reveal": scope.may("reveal_people"),
    }


def stage_of(scope: Scope, found: Review) -> str:
    """What the page asks for: take, decide, serve (an organ outside), facts (of the unit), or nothing."""
    if found.state in DECIDING and may_decide(scope, found):
        return DECIDING[found.state] if found.matter.state in ("reviewing", "rereviewing") else "hearing"
    if found.state == "opined" and found.reviewer_name and may_decide(scope, found):
        return "serve"
    again = queries.redoing(found.matter)
    if again and again.pk == found.pk and holds_seat(scope, found.matter, "handle", "unit"):
        return "facts"
    return ""


def serve_form(found: Review, scope: Scope, *data: Any) -> ServeForm:
    """How an outside organ's opinion was received, and what follows: an outcome that sends it back ends
    nothing."""
    first = {"received_on": clock.today(), "server": scope.actor.label}
    return ServeForm(*data, initial=first, last=found.level == "rereview", back=found.outcome in BACK)


def service_of(found: Review) -> TimelineRow | None:
    """The line that tells how the answer of a review reached who asked; None while it has not. A later level
    may send the matter back as well: the first line after the own opinion is the review's own."""
    if found.state != "served" or found.opined_at is None:
        return None
    lines = lines_of([found.matter_id], (f"serve_{found.level}", "redo")).get(found.matter_id, [])
    return next((line for line in lines if line.at >= found.opined_at), None)


def _forms(found: Review, scope: Scope) -> dict[str, Any]:
    decided = {
        "outcome": found.outcome,
        "grounds": found.grounds,
        "changed_result": found.changed_result,
        "redo_by": found.redo_by,
        "finding": found.finding,
    }
    return {
        "decide_form": DecideForm(outside=bool(found.reviewer_name), initial=decided),
        "refuse_form": RefuseForm(initial={"reason": found.refusal_reason}),
        "serve_form": serve_form(found, scope),
        "facts_form": FactsForm(initial={"text": found.new_facts}),
    }
