"""Terms brought to those who owe something by them: one list a person, however many terms."""

from collections.abc import Callable, Iterable
from datetime import date

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.owing import OWED, owing_units
from xinfang.casework.telling.actions.staff import Line
from xinfang.casework.telling.readers import readers

__all__ = ["NEEDED", "by_person"]

# The columns that `by_person` reads.
NEEDED = [
    *("rule", "family", "due_on", "provisional", "matter__number", "matter__confined", "matter__unit_id"),
    *("matter__registered_unit_id", "matter__review_unit_id", "matter__other_units"),
]
Seats = frozenset[tuple[int, str]]


def by_person(
    clocks: Iterable[Clock], words: Callable[[Clock], str], day: date, *, heads: bool
) -> dict[int, list[Line]]:
    """Account id -> what is owed at its posts, each term in `words`; `heads`: those who approve hear as well.

    The clocks are of families in OWED and come with their matters.
    """
    found: dict[int, list[Line]] = {}
    for seats, mine in _by_seats(clocks, heads=heads).items():
        for user, seen in readers([clock.matter for clock in mine], seats, day):
            lines = [Line(clock.matter, words(clock)) for clock in mine if clock.matter_id in seen]
            found.setdefault(user, []).extend(lines)
    return found


def _by_seats(clocks: Iterable[Clock], *, heads: bool) -> dict[Seats, list[Clock]]:
    found: dict[Seats, list[Clock]] = {}
    for clock in clocks:
        rights = [OWED[clock.family][1], *(["approve"] if heads else [])]
        units = owing_units(clock.matter, clock.family)
        found.setdefault(frozenset((unit, right) for unit in units for right in rights), []).append(clock)
    return found
