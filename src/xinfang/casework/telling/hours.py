"""When people are told: nobody is woken, and staff are reminded while they work."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xinfang.casework.acts.actions.performing import UNDO_SECONDS
from xinfang.engines.workdays import Calendar

__all__ = ["FEW_SECONDS", "by_day", "in_office_hours"]

FEW_SECONDS = timedelta(seconds=UNDO_SECONDS + 5)  # an act may still be taken back
MORNING, EVENING = time(8, 0), time(21, 0)  # text messages to petitioners
OPENS, CLOSES = time(9, 0), time(17, 0)  # reminders to staff


def by_day(at: datetime) -> datetime:
    """`at`, or the next morning when it is night."""
    here = timezone.localtime(at)
    if MORNING <= here.time() < EVENING:
        return at
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def in_office_hours(at: datetime, days: Calendar) -> datetime:
    """`at`, or the next morning of a working day when the office is closed."""
    here = timezone.localtime(at)
    if days.is_working(here.date()) and OPENS <= here.time() < CLOSES:
        return at
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(days.next_working(day), OPENS))
