"""Who may do what with which document: by the workflow's seats, the posting, and the document's state."""

from collections.abc import Container
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from xinfang.casework.acts.guards import fits
from xinfang.casework.acts.queries import holds_seat, seat_units
from xinfang.casework.acts.together import further
from xinfang.casework.letters.facts import stage_of
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.letters.rules import STEPS, drafting_seats, may_follow
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB, KINDS, SERVED_TO, Kind
from xinfang.casework.workflow import TRANSITIONS, possible
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES
from xinfang.registers.staff.scope import Scope

__all__ = ["Offer", "document_in", "offers", "rights", "rights_after", "signing_units"]

SUBMITTED = DocumentState.SUBMITTED


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
        if kind and kind.key == row.letter and row.verb not in found and fits(matter, row, day):
            unit = _seat(scope, matter, drafting_seats(row))
            if unit:
                found[row.verb] = Offer(kind, row.verb, row.label, unit)
    free = [
        Offer(kind, "", kind.label, unit)
        for kind in KINDS.values()
        for each in kind.free
        if matter.state in each.states and (unit := _seat(scope, matter, ((each.permission, each.seat),)))
        if not kind.together or (stage_of(matter) and further(matter.pk))
        if each.seat != "reviewer" or matter.review_unit_id  # an organ outside writes its own
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


def rights(
    scope: Scope, document: Document, day: date, signing: "Container[int] | None" = None
) -> frozenset[str]:
    """The steps (rules.STEPS) that an actor may take with a document on a day.

    A draft is its unit's work: whoever drafts there may go on with it. The head of the unit signs. `signing`:
    `signing_units`, when the caller asks for many documents.
    """
    if document.unit_id is None:
        return frozenset({"serve"} if _proves_paper(scope, document) else ())
    drafts = any(_reaches(scope, document.unit_id, permission) for permission in _drafting(document))
    signs = _reaches(scope, document.unit_id, "approve") and document.unit_id in (
        signing_units(scope, day) if signing is None else signing
    )
    me, authors = scope.actor.user_id, document.hands
    may = {
        "check": (drafts or signs) and me not in authors,
        "send_back": signs or (document.state == SUBMITTED and me in authors),
        "sign": signs,
        "correct_service": signs,
    }
    return frozenset(
        step
        for step in STEPS
        if may.get(step, drafts) and may_follow(document, step) and _fits(document, step)
    )


def _proves_paper(scope: Scope, document: Document) -> bool:
    """Whether the actor may say when a letter was received that was entered from its paper without the day:
    who serves such letters, and who enters papers where the matter was registered."""
    kind = KINDS.get(document.kind)
    if not (document.verb and kind and kind.to in SERVED_TO and may_follow(document, "serve")):
        return False
    serving = {*kind.service, document.verb}
    seats = {pair for row in TRANSITIONS if row.verb in serving for pair in drafting_seats(row)}
    seats.add(("import", "office"))
    return any(holds_seat(scope, document.matter, permission, seat) for permission, seat in seats)


def rights_after(scope: Scope, document: Document, step: str, day: date) -> frozenset[str]:
    """The steps that an actor may take next, once a step has been taken."""
    then = copy(document)
    then.state = STEPS[step].after
    return rights(scope, then, day)


def signing_units(scope: Scope, day: date) -> "Container[int]":
    """The units whose documents an actor signs: where the actor is posted as a head, and units below that
    have no head of their own. A head of the district does not sign for the streets."""
    reach = scope.reach("approve")
    if reach is None:
        return Everywhere()
    heads = [role.key for role in ROLES.values() if "approve" in role.permissions]
    posts = Posting.objects.in_force(day).filter(role__in=heads, unit__in=reach, user__is_active=True)
    headed = set(posts.values_list("unit_id", flat=True))
    return frozenset(unit for unit in reach if unit in scope.posted_under or unit not in headed)


class Everywhere:
    """Every unit: for the command line."""

    def __contains__(self, unit: object) -> bool:
        return True


def _drafting(document: Document) -> set[str]:
    """The rights of which one lets a person write it: those of its act's seat that its unit fills."""
    verb = document.verb or document.parts.get("verb", "")
    pairs = {pair for row in TRANSITIONS if verb and row.verb == verb for pair in drafting_seats(row)}
    pairs = pairs or {(each.permission, each.seat) for each in KINDS[document.kind].free}
    fitting = {right for right, seat in pairs if document.unit_id in seat_units(document.matter, seat)}
    return fitting or {right for right, _seat in pairs}


def _reaches(scope: Scope, unit: int, permission: str) -> bool:
    return scope.holds(permission, unit)


def _fits(document: Document, step: str) -> bool:
    """Slips are not written; what needs no head's signature is not submitted to one."""
    kind = KINDS[document.kind]
    if step in ("submit", "check"):
        return kind.signed
    if step in ("serve", "correct_service"):
        return kind.to in SERVED_TO
    return step != "void" or document.state != DocumentState.PREPARED
