"""When staff are reminded: while they work."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xinfang.casework.acts.actions.performing import UNDO_SECONDS
from xinfang.engines.workdays import Calendar

__all__ = ["FEW_SECONDS", "in_office_hours"]

FEW_SECONDS = timedelta(seconds=UNDO_SECONDS + 5)  # an act may still be taken back
OPENS, CLOSES = time(9, 0), time(17, 0)  # reminders to staff


def in_office_hours(at: datetime, days: Calendar) -> datetime:
    """`at`, or the next morning of a working day when the office is closed."""
    here = timezone.localtime(at)
    if days.is_working(here.date()) and OPENS <= here.time() < CLOSES:
        return at
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(days.next_working(day), OPENS))
