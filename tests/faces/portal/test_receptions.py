"""What everybody sees of reception days: the plan, why it was changed, a feed, a place booked, the screen."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Place
from xinfang.casework.receptions.models import Booking, ReceptionDay
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar

BY = Actor(1, "登记员1号")
HEAD = Actor(2, "信访局局长")


@pytest.fixture
def day(district: Any, posted: Any) -> int:
    """A published day, held today."""
    now = clock.now()
    today = timezone.localdate(now)
    plan = actions.open_plan(unit_id=district.root.pk, year=today.year, by=BY, at=now)
    place = Place(posted("leader", district.root).pk, "党工委书记", time(9), time(12), "1号接待室", "沈云安")
    worked = calendar().next_working(today.replace(day=10))
    pk = actions.add_day(plan_id=plan, place=place, day=worked, by=BY, at=now)
    ReceptionDay.objects.filter(pk=pk).update(day=today)
    actions.submit(plan_id=plan, by=BY, at=now)
    actions.approve(plan_id=plan, by=HEAD, at=now)
    return pk


def publish(pk: int) -> None:
    plan = ReceptionDay.objects.get(pk=pk).plan_id
    actions.publish(plan_id=plan, by=BY, at=clock.now())


def test_nothing_is_shown_before_it_is_published(client: Any, day: int) -> None:
    for address in ("/follow/receptions/", "/follow/receptions/calendar.ics", "/follow/hall/"):
        assert "党工委书记" not in client.get(address).content.decode()
    assert client.get(f"/follow/receptions/{day}/").status_code == 404
    publish(day)
    for address in ("/follow/receptions/", "/follow/receptions/calendar.ics", "/follow/hall/"):
        assert "党工委书记" in client.get(address).content.decode()


def test_a_change_is_shown_with_its_reason(client: Any, day: int) -> None:
    publish(day)
    actions.cancel_day(day_id=day, reason="防汛值守，取消一次", by=BY, at=clock.now())
    page = client.get("/follow/receptions/").content.decode()
    assert "防汛值守，取消一次" in page
    assert "已取消" in page
    assert "STATUS:CANCELLED" in client.get("/follow/receptions/calendar.ics").content.decode()


def test_the_feed_is_icalendar_with_short_lines(client: Any, day: int) -> None:
    publish(day)
    answer = client.get("/follow/receptions/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    told = answer.content.decode()
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 1
    assert re.search(r"DTSTART:\d{8}T010000Z", told)  # nine o'clock in Shanghai


def test_a_citizen_books_once_and_gives_it_up(client: Any, day: int) -> None:
    publish(day)
    page = client.get(f"/follow/receptions/{day}/")
    form = {
        "form_key": str(page.context["form"].initial["form_key"]),
        **{"subject": "小区电梯停运", "head_count": "2", "number": "", "contact": "王先生 13912340217"},
    }
    for _time in range(2):  # pressed twice
        answer = client.post(f"/follow/receptions/{day}/", form, follow=True)
        assert "您是 1 号" in answer.content.decode()
    assert Booking.objects.count() == 1
    assert "13912340217" not in answer.content.decode()
    client.post("/follow/receptions/booked/cancel/")
    assert Booking.objects.get().contact == ""
    assert Booking.objects.get().cancelled_at


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "要反映什么"),
        ({"head_count": "0"}, "写明来几个人"),
        ({"contact": ""}, "怎么称呼"),
        ({"number": "2026-9999"}, "没有这个编号"),
    ],
)
def test_what_is_missing_is_said_and_kept(client: Any, day: int, wrong: Any, said: str) -> None:
    publish(day)
    form = {"subject": "小区电梯停运", "head_count": "2", "contact": "王先生 13912340217", **wrong}
    answer = client.post(f"/follow/receptions/{day}/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Booking.objects.count() == 0


def test_the_screen_shows_numbers_only_and_draws_itself_anew(client: Any, day: int) -> None:
    publish(day)
    now = clock.now()
    came = Came(2, now, subject="小区电梯停运")
    arrival = actions.arrive(day_id=day, came=came, by=BY, at=now)
    answer = client.get("/follow/hall/")
    assert answer["Refresh"]
    assert "电梯" not in answer.content.decode()
    actions.call(arrival_id=arrival, room="2号接待室", by=BY, at=now + timedelta(seconds=1))
    assert "请到2号接待室" in client.get("/follow/hall/").content.decode()
