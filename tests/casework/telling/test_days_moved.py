"""When the calendar moves a last day, those who owe something by it hear of it, once and together."""

from datetime import date

from tests.casework.telling.conftest import BY

from xinfang.casework.deadlines.models import Clock
from xinfang.kernel.notices.models import Notice
from xinfang.registers.calendars import actions as calendars


def rests(day, at):
    calendars.change_day(day=date.fromisoformat(day), working=False, name="临时休息", by=BY, at=at)


def moved(**about):
    return Notice.objects.filter(kind="staff.days_moved", **about)


def test_who_owes_it_hears_the_day_before_and_the_day_now(told, go, posted, district, at):
    handler = posted("handler", district.street)
    go(told(), at=at)
    clock = Clock.objects.get(family="notify", state="open")
    rests(clock.due_on.isoformat(), at)
    after = Clock.objects.get(pk=clock.pk)
    assert after.due_on > clock.due_on
    notice = moved(user_id=handler.pk).get()
    assert clock.matter.number in notice.title
    assert f"{clock.due_on.month}月{clock.due_on.day}日" in notice.body
    assert f"{after.due_on.month}月{after.due_on.day}日" in notice.body


def test_one_notice_a_person_about_all_that_moved(told, go, posted, district, at):
    handler = posted("handler", district.street)
    for _ in range(2):
        go(told(), at=at)
    rests(Clock.objects.filter(family="notify", state="open").first().due_on.isoformat(), at)
    assert "2 件" in moved(user_id=handler.pk).get().title


def test_each_change_of_the_calendar_is_told(told, go, posted, district, at):
    handler = posted("handler", district.street)
    go(told(), at=at)
    clock = Clock.objects.get(family="notify", state="open")
    for _ in range(2):
        rests(Clock.objects.get(pk=clock.pk).due_on.isoformat(), at)
    assert moved(user_id=handler.pk).count() == 2


def test_what_moved_no_day_or_is_done_is_told_to_nobody(told, go, posted, district, at):
    posted("handler", district.street)
    go(told(), at=at)
    rests("2026-12-24", at)
    assert not moved().exists()
    clock = Clock.objects.get(family="notify", state="open")
    Clock.objects.filter(pk=clock.pk).update(state="stopped", stopped_on=at.date())
    rests(clock.due_on.isoformat(), at)
    assert not moved(body__contains=f"{clock.due_on.day}日").exists()
