"""Who may do what with which document: by the workflow's seats, the posting, and the document's state."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from xinfang.casework.acts.guards import fits
from xinfang.casework.acts.queries import seat_units
from xinfang.casework.letters.models import OUT, Document, DocumentState
from xinfang.casework.letters.rules import STEPS, drafting_seats, may_follow
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB, KINDS, Kind
from xinfang.casework.workflow import possible
from xinfang.registers.staff.scope import Scope

__all__ = ["Offer", "document_in", "offers", "rights"]

DRAFTERS = ("handle", "route", "review", "approve")


@dataclass(frozen=True)
class Offer:
    """A document that an actor may draft for a matter: for an act, or (`verb` '') by itself."""

    kind: Kind
    verb: str
    label: Promise | str
    unit_id: int


def offers(scope: Scope, matter: Matter, day: date) -> list[Offer]:
    """What may be drafted now, in the workflow's order; each act once."""
    found: dict[str, Offer] = {}
    for row in possible(matter.state, matter.purpose, day):
        kind = BY_VERB.get(row.verb)
        if kind and kind.key == row.letter and row.verb not in found and fits(matter, row):
            unit = _seat(scope, matter, drafting_seats(row))
            if unit:
                found[row.verb] = Offer(kind, row.verb, row.label, unit)
    free = [
        Offer(kind, "", kind.label, unit)
        for kind in KINDS.values()
        for each in kind.free
        if matter.state in each.states and (unit := _seat(scope, matter, ((each.permission, each.seat),)))
    ]
    return [*found.values(), *free]


def _seat(scope: Scope, matter: Matter, seats: tuple[tuple[str, str], ...]) -> int:
    """The unit in which the actor drafts: the own one of several; 0 when there is none."""
    for permission, seat in seats:
        units, reach = seat_units(matter, seat), scope.reach(permission)
        held = sorted(units if reach is None else units & reach)
        if held:
            return scope.actor.unit_id if scope.actor.unit_id in held else held[0]
    return 0


def document_in(scope: Scope, matter_id: int, pk: int) -> Document | None:
    """A document of a matter that is in the actor's scope; the caller has asked for the matter."""
    rows = Document.objects.filter(matter_id=matter_id, reverted_at=None)
    return rows.select_related("matter", "unit", "to_unit", "replaces").filter(pk=pk).first()


def rights(scope: Scope, document: Document) -> frozenset[str]:
    """The steps (rules.STEPS) that an actor may take with a document now.

    A draft is its unit's work: whoever drafts there may go on with it. The head of the unit signs.
    """
    unit = document.unit_id
    if unit is None:
        return frozenset()
    drafts, signs = _holds(scope, unit, DRAFTERS), _holds(scope, unit, ("approve",))
    own = scope.actor.user_id is not None and scope.actor.user_id == document.submitted_by
    may = {
        "save": drafts,
        "submit": drafts,
        "check": drafts and scope.actor.user_id not in {document.drafted_by, document.submitted_by},
        "send_back": signs or (own and document.state == DocumentState.SUBMITTED),
        "sign": signs,
        "seal": drafts,
        "serve": drafts,
        "void": drafts,
    }
    return frozenset(
        step for step in STEPS if may[step] and may_follow(document, step) and _fits(document, step)
    )


def _fits(document: Document, step: str) -> bool:
    """Slips are not written; what needs no head's signature is not submitted to one."""
    kind = KINDS[document.kind]
    if step in ("submit", "check"):
        return kind.signed
    if step == "serve":
        return kind.to == "petitioner" or kind.to == "unit"
    return step != "void" or document.state != DocumentState.PREPARED


def _holds(scope: Scope, unit: int, permissions: tuple[str, ...]) -> bool:
    reaches = [scope.reach(permission) for permission in permissions]
    return any(reach is None or unit in reach for reach in reaches)


def is_out(document: Document) -> bool:
    """Whether it has been sealed: then it is read, not written."""
    return document.state in OUT
