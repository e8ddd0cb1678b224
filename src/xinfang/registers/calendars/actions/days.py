"""A day is changed, a year is confirmed; each makes every process read the calendar anew."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.engines.holidays import statutory
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_alone
from xinfang.kernel.longest import refuse_long
from xinfang.registers.calendars import queries
from xinfang.registers.calendars.events import CalendarChanged
from xinfang.registers.calendars.models import CalendarDay, CalendarYear
from xinfang.registers.calendars.seed import fill

__all__ = ["change_day", "confirm_year", "hold", "seed", "touch", "worked_against_law", "write_day"]

FEWEST_REST_DAYS = 7  # an announced year frees at least these weekdays or names these days


@transaction.atomic
def seed() -> None:
    """Load the shipped announcements where they are missing; no audit: it is part of the product."""
    fill(CalendarDay.objects, CalendarYear.objects)
    queries.forget()


@transaction.atomic
def confirm_year(*, year: int, source: str, by: Actor, at: datetime) -> None:
    """Say that a year's announcement is entered and was checked; dates in it are provisional no more.

    What the law frees rests in a year that is not confirmed without an entry, and goes on resting: each of
    its days that nobody entered is written down now.
    """
    source = refuse_long(source, "source", 200)
    if not source:
        raise Refusal(problems=[Problem("source", _("请写明依据，例如国务院办公厅通知的文号。"))])
    entered = CalendarDay.objects.filter(day__year=year, working=False).count()
    if entered < FEWEST_REST_DAYS:
        words = _("%(year)s 年只录入了 %(count)s 个放假日，看来还没有录完。请先录入放假安排再确认。")
        raise Refusal(words % {"year": year, "count": entered})
    hold()
    by_law = {day: name for day, name in statutory(year).items() if write_day_of_law(day, name)}
    touch({year}, at)
    CalendarYear.objects.filter(year=year).update(confirmed=True, source=source)
    after = {"confirmed": True, "source": source, "by_law": [day.isoformat() for day in by_law]}
    record(Record("calendar.confirmed", "calendar", year, str(year), after=after), by=by, at=at)
    events.publish(CalendarChanged((year,), at))


@transaction.atomic
def change_day(*, day: date, working: bool, name: str, by: Actor, at: datetime) -> None:
    """Make a day one of work or of rest. What its weekday says anyway needs no row and leaves none.

    Refuses to make a day worked that the law frees.
    """
    if len(name.strip()) > 40:
        raise Refusal(problems=[Problem("name", _("名称最多 40 个字。"))])
    if working and (told := worked_against_law(day)):
        raise Refusal(problems=[Problem("working", told)])
    hold()
    old = CalendarDay.objects.select_for_update().filter(pk=day).first()
    before = {"working": old.working, "name": old.name} if old else {}
    if not write_day(day, working, name.strip()):
        return
    touch({day.year}, at)
    after = {"working": working, "name": name.strip()}
    record(Record("calendar.day_changed", "calendar", None, day.isoformat(), before, after), by=by, at=at)
    events.publish(CalendarChanged((day.year,), at))


def hold() -> None:
    """Nobody counts dates that are kept until the change is written; before any row of the calendar."""
    one_alone(queries.ROOM)


def worked_against_law(day: date) -> str:
    """Why a day cannot be one of work; '' for all that the law does not free."""
    if not queries.free_by_law(day):
        return ""
    told = _("%(day)s 是法定节假日（《全国年节及纪念日放假办法》第二条），不能改为上班。")
    return told % {"day": day.isoformat()}


def write_day_of_law(day: date, name: str) -> bool:
    """Write a day of rest that nobody entered; one at a weekend needs no entry."""
    known = CalendarDay.objects.filter(pk=day, working=False).exists()
    return not known and write_day(day, False, name)


def write_day(day: date, working: bool, name: str) -> bool:
    """Write one exception, or take it away where the weekday says the same. Returns whether it changed."""
    if working == (day.weekday() < 5):
        return bool(CalendarDay.objects.filter(pk=day).delete()[0])
    old = CalendarDay.objects.filter(pk=day).first()
    if old and (old.working, old.name) == (working, name):
        return False
    CalendarDay.objects.update_or_create(pk=day, defaults={"working": working, "name": name})
    return True


def touch(years: set[int], at: datetime) -> None:
    """Tell every process to read the calendar anew; a year without a row begins as provisional."""
    for year in years:
        CalendarYear.objects.update_or_create(year=year, defaults={"changed_at": at})
    queries.forget()
