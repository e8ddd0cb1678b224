"""Who may do what: the acts that the table allows, the matter allows, and an actor's postings allow."""

from collections.abc import Iterable
from datetime import date

from xinfang.casework.acts.guards import fits
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import TRANSITIONS, Transition, possible
from xinfang.registers.staff.scope import Scope

__all__ = ["allowed", "holds_seat", "seat_units", "undoable"]


def seat_units(matter: Matter, seat: str) -> set[int]:
    """The units of which one must lie in the actor's reach; the office keeps a review outside our tree."""
    office, unit = {matter.registered_unit_id}, {matter.unit_id} - {None}
    seats: dict[str, Iterable[int | None]] = {
        "office": office,
        "unit": unit,
        "either": office | unit,
        "partner": matter.other_units,
        "reviewer": {matter.review_unit_id} if matter.review_unit_id else office,
        "superior": office | unit,
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
    return bool(units) and (units <= reach if seat == "superior" else bool(units & reach))


def allowed(scope: Scope, matter: Matter, day: date) -> list[Transition]:
    """The acts that an actor may do with a matter on a day, in the table's order; each verb once."""
    found: dict[str, Transition] = {}
    for row in possible(matter.state, matter.purpose, day):
        if (
            row.verb not in found
            and fits(matter, row)
            and holds_seat(scope, matter, row.permission, row.seat)
        ):
            found[row.verb] = row
    return list(found.values())


def undoable(verb: str) -> bool:
    """Whether an act has no legal effect, so that it can be taken back within seconds."""
    return any(row.verb == verb and not row.legal for row in TRANSITIONS)
