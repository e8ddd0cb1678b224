"""The working-day calendar, read once a process and again when it changes."""

import calendar as almanac
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Max
from django.utils.translation import gettext as _

from xinfang.engines.holidays import provisional, statutory
from xinfang.engines.workdays import Calendar
from xinfang.kernel.locks import many_at_a_time
from xinfang.registers.calendars.models import CalendarDay, CalendarYear

__all__ = [
    "Day",
    "YearState",
    "calendar",
    "counting",
    "counting_calendar",
    "forget",
    "free_by_law",
    "month_view",
    "next_rest_day",
    "provisional_note",
    "unannounced",
    "year_state",
]

ROOM = "calendar"  # held alone by whoever changes it, together by all who count dates that are kept

ONE_DAY = timedelta(days=1)
_held: ContextVar[Calendar | None] = ContextVar("held", default=None)


@lru_cache(maxsize=1)
def _read(mark: datetime | None) -> Calendar:
    days = list(CalendarDay.objects.values_list("day", "working", "name"))
    known = Calendar(
        rest=frozenset(day for day, working, _ in days if not working),
        work=frozenset(day for day, working, _ in days if working),
        confirmed=frozenset(CalendarYear.objects.filter(confirmed=True).values_list("year", flat=True)),
        names={day: name for day, _, name in days if name},
    )
    return provisional(known)


def calendar() -> Calendar:
    """The calendar in force. Asks the database when it last changed, so that every process agrees.

    While a year is not confirmed, what the law frees in it rests all the same (全国年节及纪念日放假办法).
    """
    return _read(CalendarYear.objects.aggregate(last=Max("changed_at"))["last"])


def free_by_law(day: date) -> bool:
    """Whether the law itself frees a day, also before its year is announced."""
    return day in statutory(day.year)


def counting_calendar() -> Calendar:
    """The calendar for dates that are kept: it does not change before the transaction ends.

    Whoever changes it waits for those who count, and counts again what they wrote; whoever counts while it
    is being changed waits and counts by the new one.
    """
    held = _held.get()
    if held is None:
        many_at_a_time(ROOM)
    return held or calendar()


@contextmanager
def counting() -> Iterator[None]:
    """Within it, a part of one transaction, `counting_calendar` is asked for once: for many rows, whose
    writes would otherwise have to arrive before each answer."""
    token = _held.set(counting_calendar())
    try:
        yield
    finally:
        _held.reset(token)


def forget() -> None:
    """Read the calendar anew next time; called by the actions that write it."""
    _read.cache_clear()


@dataclass(frozen=True)
class Day:
    """A day of the year's grid. `kind` is holiday, makeup (a weekend day worked), weekend or work."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True)
class YearState:
    """Whether a year's announcement is entered and checked, and on what it rests."""

    year: int
    confirmed: bool
    source: str
    changed_at: datetime | None


def month_view(year: int, month: int) -> list[list[Day | None]]:
    """The weeks of a month, Monday first; None outside the month."""
    known = calendar()
    weeks = almanac.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return [
        [
            Day(day, _kind(known, day), known.names.get(day, "")) if day.month == month else None
            for day in week
        ]
        for week in weeks
    ]


def year_state(year: int) -> YearState:
    """The state of a year; one without a row is provisional."""
    row = CalendarYear.objects.filter(year=year).first()
    if row is None:
        return YearState(year, False, "", None)
    return YearState(year, row.confirmed, row.source, row.changed_at)


def next_rest_day(day: date) -> tuple[date, str]:
    """The first rest day after `day`, and its name ('' for an ordinary weekend)."""
    known = calendar()
    day += ONE_DAY
    while known.is_working(day):
        day += ONE_DAY
    return day, known.names.get(day, "")


def provisional_note(days: Iterable[date]) -> str:
    """The sentence under a date that may still move, because a year's announcement is not out; '' else."""
    words = _("%(years)s 年的放假安排还没有公布，这个日期是暂定的。")
    found = unannounced(days)
    return words % {"years": _("、").join(map(str, found))} if found else ""


def unannounced(days: Iterable[date]) -> list[int]:
    """The years whose days of rest are not announced, and by which one of these dates may still move."""
    known = calendar()
    return sorted(
        {
            day.year if day.year not in known.confirmed else day.year + 1
            for day in days
            if known.is_provisional(day)
        }
    )


def _kind(known: Calendar, day: date) -> str:
    if day in known.work:
        return "makeup"
    if day in known.rest:
        return "holiday"
    if day.weekday() < 5:
        return "work"
    return "holiday" if day in known.names else "weekend"
