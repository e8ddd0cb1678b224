"""Telling those who owe something that its last day moved with the calendar."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.events import DaysMoved
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.owing import OWED
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.telling.actions.owing import NEEDED, by_person
from xinfang.casework.telling.actions.staff import last_day, message
from xinfang.casework.telling.hours import in_office_hours
from xinfang.casework.telling.table import STAFF
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.calendars.queries import calendar

__all__ = ["tell_of_days"]


@transaction.atomic
def tell_of_days(moved: DaysMoved, *, at: datetime) -> int:
    """One notice a person about every running duty of its posts whose last day moved, with the day before and
    the day now; returns how many. Read when the office is open."""
    clocks = Clock.objects.filter(pk__among=list(moved.before), state=ClockState.OPEN, duty=True)
    owed = clocks.filter(family__in=OWED).select_related("matter").only(*NEEDED)
    found = list(owed.order_by("due_on", "pk"))
    if not found:
        return 0
    opens = in_office_hours(at, calendar())

    def words(clock: Clock) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            was = date_format(moved.before[clock.pk], _("Y年n月j日"))
            told = {"label": rule(clock.rule).label, "before": was, "day": last_day(clock)}
            return _("%(label)s，原来最迟 %(before)s，现在最迟 %(day)s") % told

    told_to = by_person(found, words, timezone.localdate(opens), heads=False)
    # Two changes at one moment move a term to two days.
    key = f"days:{at:%Y%m%d%H%M%S}:{found[0].pk}:{found[0].due_on}"
    notices = [
        message(STAFF["staff.days_moved"], lines, f"{key}:{user}", user, opens)
        for user, lines in told_to.items()
    ]
    return queue_many(notices, at=at)
