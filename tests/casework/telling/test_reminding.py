"""Reminders: each term once before and once after its last day, whenever and however often it ticks."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casework.telling.conftest import BY
from tests.conftest import SHANGHAI

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.light import soon_until
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.petitions.events import Terms
from xinfang.casework.telling import scheduled
from xinfang.casework.telling.hours import CLOSES, OPENS, in_office_hours
from xinfang.casework.telling.models import Reminder
from xinfang.kernel.notices.models import Notice
from xinfang.registers.calendars.queries import calendar

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def tick(moment):
    scheduled.remind(since=moment - DAY, at=moment)


def notices(kind):
    return Notice.objects.filter(kind=f"staff.{kind}").order_by("pk")


@pytest.fixture
def owed(told, go, district, posted):
    """A matter at the street with its term for telling the petitioner, and the people who owe it."""
    posted("handler", district.street)
    posted("unit_head", district.street)
    found = told()
    go(found)
    Notice.objects.all().delete()
    return Clock.objects.get(matter_id=found.matter_id, family="notify")


def at_noon(day):
    return datetime.combine(day, time(12), SHANGHAI)


def test_three_working_days_before_and_the_day_after(owed):
    days = calendar()
    day = owed.due_on
    while soon_until(days, day) >= owed.due_on:
        day -= DAY
    tick(at_noon(day))
    assert not notices("soon").exists()
    tick(at_noon(day + DAY))
    assert notices("soon").count() == 2
    tick(at_noon(owed.due_on))
    assert not notices("late").exists()
    tick(at_noon(owed.due_on + DAY))
    assert notices("late").count() == 2
    assert "告知" in notices("late").first().body


def test_a_term_that_is_met_is_not_told(owed, at):
    perform(verb="accept", matter_ids=[owed.matter_id], by=BY, at=at)
    tick(at_noon(owed.due_on + DAY))
    assert not notices("late").exists()


def test_a_new_last_day_is_told_of_anew(told, go, district, posted, at):
    posted("handler", district.street)
    found = told()
    go(found, "accept")
    clock = Clock.objects.get(matter_id=found.matter_id, family="handle")
    tick(at_noon(clock.due_on))
    perform(
        verb="extend",
        matter_ids=[found.matter_id],
        by=BY,
        at=at_noon(clock.due_on),
        terms=Terms(days=30),
    )
    new = Clock.objects.get(pk=clock.pk).due_on
    tick(at_noon(clock.due_on + DAY))
    assert not notices("late").exists()
    tick(at_noon(new))
    assert notices("soon").filter(body__isnull=False).count() == 2


def test_rights_that_lapse_are_nobodys_duty(told, go, district, posted, at):
    posted("handler", district.street)
    go(told())
    tick(at_noon(at.date() + timedelta(days=60)))
    assert "异议" not in "".join(row.body for row in notices("late"))


def test_what_is_late_for_many_is_one_notice_a_person(told, go, district, posted, at):
    posted("handler", district.street)
    for n in range(5):
        go(told(title=f"第 {n} 件"))
    clock = Clock.objects.filter(family="notify").first()
    Notice.objects.all().delete()
    tick(at_noon(clock.due_on + DAY))
    assert [row.title for row in notices("late")] == ["5 件已超期"]


def test_of_an_accusation_only_those_are_reminded_who_may_open_it(told, go, district, posted, at):
    posted("handler", district.street)
    opener = posted("discipline_handler", district.street)
    found = told(purpose="accusation", accused_unit_id=district.other.pk)
    go(found)
    Notice.objects.all().delete()
    tick(at_noon(at.date() + timedelta(days=60)))
    assert {row.user_id for row in notices("late")} == {opener.pk}
    assert Reminder.objects.filter(clock__matter_id=found.matter_id).exists()


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-10-15 12:00", "2026-10-15 12:00"),
        ("2026-10-15 03:00", "2026-10-15 09:00"),
        ("2026-10-15 17:00", "2026-10-16 09:00"),
        ("2026-10-16 20:00", "2026-10-19 09:00"),
        ("2026-09-30 18:00", "2026-10-08 09:00"),
        ("2026-10-01 12:00", "2026-10-08 09:00"),
    ],
)
def test_people_read_it_when_the_office_is_open(db, moment, told):
    asked = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert in_office_hours(asked, calendar()).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") == told


PAUSES = st.timedeltas(timedelta(minutes=1), timedelta(days=12))
SOON_AGAIN = st.timedeltas(timedelta(0), timedelta(hours=3))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(PAUSES | SOON_AGAIN, min_size=1, max_size=12))
def test_whenever_it_ticks_nothing_is_lost_and_nothing_told_twice(owed, at, steps):
    """Ticks at any moments, with pauses of days: what was ever late at a tick is told of once, what was ever
    near is told of once, in the office's hours, and to each person by one notice."""
    with transaction.atomic():
        moments = [at]
        for step in steps:
            moments.append(moments[-1] + step)
            tick(moments[-1])
        _holds(owed, [moment.astimezone(SHANGHAI).date() for moment in moments[1:]])
        transaction.set_rollback(True)


def _holds(clock: Clock, ticked: list[date]) -> None:
    days = calendar()
    duties = Clock.objects.filter(matter_id=clock.matter_id, state=ClockState.OPEN, duty=True)
    for each in duties:
        near = any(day <= each.due_on <= soon_until(days, day) for day in ticked)
        late = any(day > each.due_on for day in ticked)
        kinds = sorted(Reminder.objects.filter(clock=each).values_list("kind", flat=True))
        assert kinds == ["late"] * late + ["soon"] * near
    for notice in Notice.objects.filter(kind__in=["staff.soon", "staff.late"]):
        moment = notice.not_before.astimezone(SHANGHAI)
        assert days.is_working(moment.date())
        assert OPENS <= moment.time() < CLOSES
    told = Notice.objects.filter(kind="staff.late").values_list("user_id", "body")
    assert len(set(told)) == len(told)
