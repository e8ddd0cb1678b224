"""Telling those who owe something, and those who wait for it, that its last day moved with the calendar."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.acts.together import asker
from xinfang.casework.deadlines.events import DaysMoved
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.owing import OWED
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.petitions.models import RaisingKind
from xinfang.casework.petitions.queries import Reach
from xinfang.casework.telling.actions.owing import NEEDED, by_person
from xinfang.casework.telling.actions.petitioners import Occasion, messages, people
from xinfang.casework.telling.actions.staff import last_day, message
from xinfang.casework.telling.hours import in_office_hours
from xinfang.casework.telling.table import DAYS_MOVED, STAFF
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.calendars.queries import calendar

__all__ = ["tell_of_days", "tell_petitioners_of_days"]

# By when a petitioner is answered; of a review only who asked for it was told a day.
AWAITED = ("handle", "simple_opinion", "redo", "review", "rereview")


@transaction.atomic
def tell_of_days(moved: DaysMoved, *, by: Actor, at: datetime) -> int:
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


@transaction.atomic
def tell_petitioners_of_days(moved: DaysMoved, *, by: Actor, at: datetime) -> int:
    """Whoever was told by when the answer comes is told the day now, each petition once; returns how many."""
    clocks = Clock.objects.filter(pk__among=list(moved.before), state=ClockState.OPEN, family__in=AWAITED)
    newest = {clock.matter_id: clock for clock in clocks.order_by("pk")}
    told = []
    seen: set[tuple[object, ...]] = set()
    for target, reach in people(newest):
        clock = newest[target]
        mark = (reach.petition_id, clock.due_on)
        if mark in seen or not _waits(clock, reach):
            continue
        seen.add(mark)
        key = f"days:{at:%Y%m%d%H%M%S}:{clock.pk}:{clock.due_on}"
        told += list(messages(reach, Occasion(key, DAYS_MOVED, clock.due_on, clock.provisional), at))
    return queue_many(told, at=at)


def _waits(clock: Clock, reach: Reach) -> bool:
    """Whether the holder of a petition was told the day of a clock: of a review, who asked for it."""
    if clock.family not in ("review", "rereview"):
        return True
    asked = asker(clock.matter_id)
    first = reach.kind == RaisingKind.FIRST and reach.matter_id == clock.matter_id
    return first if asked is None else reach.petition_id == asked
