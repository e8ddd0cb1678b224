"""The working-day calendar, read once a process and again when it changes."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from xinfang.engines.workdays import Calendar
from xinfang.registers.calendars.models import CalendarDay, CalendarYear

__all__ = ["calendar"]


@lru_cache(maxsize=1)
def _read(mark: datetime | None) -> Calendar:
    days = list(CalendarDay.objects.values_list("day", "working", "name"))
    return Calendar(
        rest=frozenset(day for day, working, _ in days if not working),
        work=frozenset(day for day, working, _ in days if working),
        confirmed=frozenset(CalendarYear.objects.filter(confirmed=True).values_list("year", flat=True)),
        names={day: name for day, _, name in days if name},
    )


def calendar() -> Calendar:
    """The calendar in force. Asks the database when it last changed, so that every process agrees."""
    return _read(CalendarYear.objects.aggregate(last=Max("changed_at"))["last"])
