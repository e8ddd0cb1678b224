"""Reminding staff of what is nearly due, and of what is late."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.light import soon_until
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.owing import OWED
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.telling.actions.owing import NEEDED, by_person
from xinfang.casework.telling.actions.staff import last_day, message
from xinfang.casework.telling.hours import in_office_hours
from xinfang.casework.telling.models import Reminder, ReminderKind
from xinfang.casework.telling.table import STAFF
from xinfang.kernel.actor import Actor
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.calendars.queries import calendar

__all__ = ["remind"]

AT_ONCE = 2000


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> tuple[int, int]:
    """Remind of every duty that runs out within three working days, and of every one that has; returns how
    many clocks of each.

    May be called at any moment and as often as you like: what has been told is not told again, what a pause
    left out is told at the next call. People read it when the office is open.
    """
    one_at_a_time("reminders", [b"all"])
    days, today = calendar(), timezone.localdate(at)
    until = soon_until(days, today)
    opens = in_office_hours(at, days)
    waiting = Clock.objects.filter(state=ClockState.OPEN, duty=True, family__in=OWED)
    waiting = waiting.exclude(matter__state="reverted")
    near = waiting.filter(due_on__gte=today, due_on__lte=until)
    soon = _tell(near, ReminderKind.SOON, at, opens)
    late = _tell(waiting.filter(due_on__lt=today), ReminderKind.LATE, at, opens)
    return soon, late


def _tell(clocks: QuerySet[Clock], kind: ReminderKind, at: datetime, opens: datetime) -> int:
    told = Reminder.objects.filter(clock=OuterRef("pk"), kind=kind, due_on=OuterRef("due_on"))
    fresh = clocks.filter(~Exists(told)).select_related("matter").order_by("due_on", "pk")
    found = list(fresh.only(*NEEDED))
    if not found:
        return 0
    made = Reminder.objects.bulk_create(
        [Reminder(clock=clock, kind=kind, due_on=clock.due_on, at=at) for clock in found],
        batch_size=AT_ONCE,
    )
    row, key = STAFF[f"staff.{kind}"], f"{kind}:{made[0].pk}"
    heads = kind == ReminderKind.LATE  # of what is late the head hears as well
    told_to = by_person(found, _words, timezone.localdate(opens), heads=heads)
    notices = [message(row, lines, f"{key}:{user}", user, opens) for user, lines in told_to.items()]
    queue_many(notices, at=at)
    return len(found)


def _words(clock: Clock) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        told = {"label": rule(clock.rule).label, "day": last_day(clock)}
        return _("%(label)s，最迟 %(day)s") % told
