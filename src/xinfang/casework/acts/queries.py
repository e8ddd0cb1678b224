"""Who may do what: the acts that the table allows, the matter allows, and an actor's postings allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from xinfang.casework.acts.guards import fits, refuse_unfit
from xinfang.casework.petitions.models import Hold, Matter, MatterQuerySet, TimelineEntry
from xinfang.casework.workflow import TRANSITIONS, Transition, possible, row_for, way_of
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Forecast",
    "allowed",
    "forecast",
    "held_for",
    "holds_seat",
    "may_ever",
    "mended_by",
    "seat_units",
    "seated",
    "undoable",
    "why_not",
]


def held_for(matter_id: int) -> list[str]:
    """Why a matter must not be concluded for now: what other rooms hold it for, in words."""
    held = Hold.objects.filter(matter_id=matter_id, released_at=None).order_by("pinned_at", "pk")
    return list(dict.fromkeys(held.values_list("reason", flat=True)))


def seat_units(matter: Matter, seat: str) -> set[int]:
    """The units of which one must lie in the actor's reach; the office keeps a review outside our tree.

    What the deciding unit says is never answered by itself: it is no `sender`.
    """
    office, unit = {matter.registered_unit_id}, {matter.unit_id} - {None}
    seats: dict[str, Iterable[int | None]] = {
        "office": office,
        "unit": unit,
        "either": office | unit,
        "partner": matter.other_units,
        "reviewer": {matter.review_unit_id} if matter.review_unit_id else office,
        "superior": office | unit,
        "sender": (office | {matter.sent_by_unit_id}) - unit,
    }
    return {pk for pk in seats[seat] if pk is not None}


def holds_seat(scope: Scope, matter: Matter, permission: str, seat: str) -> bool:
    """Whether the actor holds the permission where the seat asks for it.

    A superior is above all who disagree: both the office's unit and the deciding one lie in its reach.
    """
    reach = scope.reach(permission)
    if reach is None:
        return True
    units = seat_units(matter, seat)
    if seat == "superior":
        return bool(units) and units <= reach
    held = units & reach
    return bool(_not_below(held, matter) if seat == "sender" and matter.unit_id in reach else held)


def _not_below(units: set[int], matter: Matter) -> set[int]:
    """Without the units below the deciding one: whoever reaches them only through it is the deciding unit."""
    if not units or matter.unit is None:
        return units
    below = Unit.objects.filter(pk__in=units, path__startswith=matter.unit.path)
    return units - set(below.values_list("pk", flat=True))


def allowed(scope: Scope, matter: Matter, day: date) -> list[Transition]:
    """The acts that an actor may do with a matter on a day, in the table's order; each verb once."""
    found: dict[str, Transition] = {}
    for row in possible(matter.state, matter.purpose, day):
        if (
            row.verb not in found
            and fits(matter, row, day)
            and holds_seat(scope, matter, row.permission, row.seat)
        ):
            found[row.verb] = row
    return list(found.values())


def may_ever(scope: Scope, matter: Matter, verb: str) -> bool:
    """Whether an actor's postings allow an act on a matter, in whatever state."""
    rows = [row for row in TRANSITIONS if row.verb == verb and way_of(matter.purpose) in row.ways]
    return any(holds_seat(scope, matter, row.permission, row.seat) for row in rows)


def why_not(matter: Matter, verb: str, day: date, can: Iterable[Transition] = ()) -> str:
    """Why an act cannot be done on a day: the matter's state, or what speaks against it; '' when it can.

    `can`: what the actor can do instead.
    """
    try:
        refuse_unfit(matter, row_for(matter.state, verb, matter.purpose, day, can), day)
    except Refusal as refusal:
        return str(refusal)
    return ""


def undoable(verb: str) -> bool:
    """Whether an act has no legal effect, so that it can be taken back within seconds."""
    return any(row.verb == verb and not row.legal for row in TRANSITIONS)


# What sets right an act that can no longer be undone.
MENDS = {"forward": ("forward", "assign"), "assign": ("forward", "assign"), "merge": ("unmerge",)}


def mended_by(scope: Scope, act_id: int, day: date) -> list[Transition]:
    """By which acts the actor can set right on a day what an act did; none for an act that nothing mends, and
    where the matter, or the right, is no longer the actor's."""
    act = TimelineEntry.objects.filter(pk=act_id).first()
    matter = Matter.objects.visible_to(scope).filter(pk=act.matter_id).first() if act else None
    if act is None or matter is None:
        return []
    return [row for row in allowed(scope, matter, day) if row.verb in MENDS.get(act.verb, ())]


def seated(matters: MatterQuerySet, scope: Scope, permission: str) -> MatterQuerySet:
    """Of these matters those that the actor's units registered or decide; helping with one is no seat."""
    reach = scope.reach(permission)
    if reach is None:
        return matters
    return matters.filter(Q(unit_id__in=reach) | Q(registered_unit_id__in=reach))


@dataclass(frozen=True)
class Forecast:
    """How many matters an act would meet for the first time, meet again, or not be allowed on."""

    first: int
    again: int
    barred: int

    @property
    def met(self) -> int:
        """How many it would be done with."""
        return self.first + self.again


def forecast(matter_ids: Sequence[int], verb: str, day: date) -> Forecast:
    """What an act on many matters would find, by the table; `again`: where the state stays as it is."""
    found = Matter.objects.filter(pk__among=list(matter_ids)).order_by()
    counts = {"first": 0, "again": 0, "barred": 0}
    for state, purpose, count in found.values_list("state", "purpose").annotate(Count("pk")):
        row = next((row for row in possible(state, purpose, day) if row.verb == verb), None)
        counts["barred" if row is None else "again" if row.next == state else "first"] += count
    return Forecast(**counts)
