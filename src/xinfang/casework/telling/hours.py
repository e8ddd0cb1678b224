"""When staff are reminded: while they work."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xinfang.engines.workdays import Calendar

__all__ = ["in_office_hours"]

OPENS, CLOSES = time(9, 0), time(17, 0)


def in_office_hours(at: datetime, days: Calendar) -> datetime:
    """`at`, or the next morning of a working day when the office is closed."""
    here = timezone.localtime(at)
    if days.is_working(here.date()) and OPENS <= here.time() < CLOSES:
        return at
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(days.next_working(day), OPENS))
