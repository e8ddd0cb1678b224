"""Working days, and terms counted in calendar or working days."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Unit = Literal["days", "working_days"]

ONE_DAY = timedelta(days=1)
# The announcement of a year also rules the end of the year before: that of 2019 made 29 December 2018 a
# working day and 31 December 2018 a holiday. The last days of a year are therefore open until the next
# year is announced as well.
RULED_BY_NEXT_YEAR = (12, 29)


@dataclass(frozen=True)
class Calendar:
    """The exceptions to "Monday to Friday is worked".

    rest: weekdays that are holidays; work: weekend days made working (调休);
    confirmed: years whose State Council announcement has been entered and checked;
    names: what a day is called (春节 …), for any of the days above.
    """

    rest: frozenset[date]
    work: frozenset[date]
    confirmed: frozenset[int]
    names: Mapping[date, str]

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self.work:
            return True
        return day.weekday() < 5 and day not in self.rest

    def next_working(self, day: date) -> date:
        """`day` itself if it is worked, otherwise the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working(self, start: date, n: int) -> date:
        """The n-th working day after `start`; `start` is not counted. n = 0 gives `start` as it is.

        Raises ValueError for a negative n.
        """
        if n < 0:
            raise ValueError("The number of working days to add must not be negative.")
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def working_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative if `end` is before `start`."""
        if end < start:
            return -self.working_between(end, start)
        return sum(self.is_working(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))

    def is_provisional(self, *days: date) -> bool:
        """Whether any of `days` may still change, because a year that rules it is not confirmed."""
        return any(not self._ruling_years(day) <= self.confirmed for day in days)

    def _ruling_years(self, day: date) -> set[int]:
        late = (day.month, day.day) >= RULED_BY_NEXT_YEAR
        return {day.year, day.year + 1} if late else {day.year}


@dataclass(frozen=True)
class Term:
    """A term and how it was counted, so that a clerk can be shown each step.

    nominal: its last day before any move; due: the last day on which an act is in time;
    passed: rest days that were not counted or were passed over; moved: those among them that lie at the
    end and moved `nominal` to `due` (calendar-day terms only); provisional: a year in it is unconfirmed.
    """

    start: date
    length: int
    unit: Unit
    due: date
    nominal: date
    passed: tuple[date, ...]
    moved: tuple[date, ...]
    provisional: bool


def term(
    calendar: Calendar, start: date, length: int, unit: Unit, stopped: Collection[date] = frozenset()
) -> Term:
    """The term of `length` days or working days that begins with `start`.

    The first day is not counted (民法典 Art. 201); a term in calendar days whose last day is a rest day ends
    on the next working day (Art. 203). Days in `stopped` do not count, nor does a term end on one. Raises
    ValueError for a length below 1 or an unknown unit.
    """
    if length < 1:
        raise ValueError("A term must be at least one day long.")
    if unit not in get_args(Unit):
        raise ValueError("The unit of a term must be 'days' or 'working_days'.")
    if unit == "working_days":
        works = calendar.is_working
        due = nominal = _nth(start, length, lambda day: works(day) and day not in stopped)
        passed = _rest_days(calendar, start + ONE_DAY, due)
        ruling = _span(start + ONE_DAY, due)
        moved: tuple[date, ...] = ()
    else:
        nominal = start + timedelta(days=length)
        if stopped:
            nominal = _nth(start, length, lambda day: day not in stopped)
        due = nominal
        while not calendar.is_working(due) or due in stopped:
            due += ONE_DAY
        passed = moved = _rest_days(calendar, nominal, due)
        ruling = _span(nominal, due)
    return Term(start, length, unit, due, nominal, passed, moved, calendar.is_provisional(*ruling))


def days_left(calendar: Calendar, today: date, due: date) -> int:
    """Working days left after `today`: 0 on the due day, at most -1 from the day after it."""
    left = calendar.working_between(today, due)
    return min(left, -1) if today > due else left


def _nth(start: date, n: int, counts: Callable[[date], bool]) -> date:
    """The n-th day after `start` that counts."""
    day = start
    while n:
        day += ONE_DAY
        n -= counts(day)
    return day


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def _rest_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    return tuple(day for day in _span(first, last) if not calendar.is_working(day))
