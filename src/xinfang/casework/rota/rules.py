"""Which days a rule gives, which days clash, and by when a notice hangs: pure tables and predicates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from xinfang.engines.workdays import Calendar

__all__ = ["LAST", "NTHS", "Slot", "clashes", "notice_due", "rule_days"]

LAST = 5  # the last one of a month, be it the fourth or the fifth
NTHS = (1, 2, 3, 4, LAST)


@dataclass(frozen=True)
class Slot:
    """Who receives when and where; enough to say whether two stand in each other's way."""

    leader_id: int
    day: date
    from_time: time
    to_time: time
    place: str


def rule_days(
    year: int, nth: int, weekday: int, months: Collection[int], days: Calendar
) -> list[tuple[date, date]]:
    """(the day that the rule names, the day that is worked) for each month: the n-th Monday (0) to Sunday.

    A day of rest gives way to the next working day, in the same month if there is one.
    """
    found = []
    for month in sorted(months):
        named = _nth(year, month, nth, weekday)
        worked = days.next_working(named)
        if worked.month != month:  # the month's end is a holiday: the last day worked before
            worked = named
            while not days.is_working(worked):
                worked -= timedelta(days=1)
        found.append((named, worked))
    return found


def _nth(year: int, month: int, nth: int, weekday: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (min(nth, 4) - 1))
    following = day + timedelta(days=7)
    return following if nth == LAST and following.month == month else day


def clashes(new: Slot, known: Iterable[Slot]) -> list[tuple[Slot, str]]:
    """Those that stand in the way of a new one, each with why: `leader` (twice at once) or `place` (full)."""
    found = []
    for other in known:
        if other.day != new.day or other.from_time >= new.to_time or new.from_time >= other.to_time:
            continue
        if other.leader_id == new.leader_id:
            found.append((other, "leader"))
        elif other.place == new.place:
            found.append((other, "place"))
    return found


def notice_due(year: int, month: int, days: Calendar) -> date:
    """The last working day of the month before: until then the notice hangs."""
    day = date(year, month, 1) - timedelta(days=1)
    while not days.is_working(day):
        day -= timedelta(days=1)
    return day
