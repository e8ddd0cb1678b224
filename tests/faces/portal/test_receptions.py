"""What everybody sees of reception days: the plan, why it was changed, a feed, a place booked, the screen."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came
from xinfang.casework.receptions.models import Booking, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.faces.portal.throttle import BY_PLACES
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import calendar

BY = Actor(1, "登记员1号")
HEAD = Actor(2, "信访局局长")


@pytest.fixture
def day(district: Any, posted: Any) -> int:
    """A published day, held today."""
    now = clock.now()
    today = timezone.localdate(now)
    plan = rota.open_plan(unit_id=district.root.pk, year=today.year, by=BY, at=now)
    place = Place(posted("leader", district.root).pk, "党工委书记", time(9), time(12), "1号接待室", "沈云安")
    worked = calendar().next_working(today.replace(day=10))
    pk = rota.add_day(plan_id=plan, place=place, day=worked, by=BY, at=now)
    ReceptionDay.objects.filter(pk=pk).update(day=today, to_time=time.max)  # tests are run at any hour
    rota.submit(plan_id=plan, by=BY, at=now)
    rota.approve(plan_id=plan, by=HEAD, at=now)
    return pk


def publish(pk: int) -> None:
    plan = ReceptionDay.objects.get(pk=pk).plan_id
    rota.publish(plan_id=plan, by=BY, at=clock.now())


def test_nothing_is_shown_before_it_is_published(client: Any, day: int) -> None:
    for address in ("/follow/receptions/", "/follow/receptions/calendar.ics", "/follow/hall/"):
        assert "党工委书记" not in client.get(address).content.decode()
    assert client.get(f"/follow/receptions/{day}/").status_code == 404
    publish(day)
    for address in ("/follow/receptions/", "/follow/receptions/calendar.ics", "/follow/hall/"):
        assert "党工委书记" in client.get(address).content.decode()


def test_each_day_says_whose_it_is(client: Any, day: int, district: Any, posted: Any) -> None:
    rota.publish(plan_id=ReceptionDay.objects.get(pk=day).plan_id, by=BY, at=clock.now())
    told = {"by": BY, "at": clock.now()}
    plan = rota.open_plan(unit_id=district.street.pk, year=clock.today().year, **told)
    own = Place(posted("leader", district.street).pk, "街道党工委书记", time(9), time(12), "1号接待室")
    ReceptionDay.objects.create(plan_id=plan, day=clock.today(), leader_id=own.leader_id, post=own.post,
        from_time=own.from_time, to_time=own.to_time, place=own.place)  # fmt: skip
    for act, by in ((rota.submit, BY), (rota.approve, HEAD), (rota.publish, BY)):
        act(plan_id=plan, by=by, at=clock.now())
    page = client.get("/follow/receptions/").content.decode()
    assert "云溪区 · 党工委书记" in page
    assert "中和街道 · 街道党工委书记" in page
    assert "云溪区 · 1号接待室" in client.get(f"/follow/receptions/{day}/").content.decode()
    assert "LOCATION:中和街道 1号接待室" in client.get("/follow/receptions/calendar.ics").content.decode()


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


def test_the_feed_tells_calendars_what_changed_and_why(client: Any, day: int) -> None:
    publish(day)

    def told(name: str) -> str:
        feed = client.get("/follow/receptions/calendar.ics").content.decode().replace("\r\n ", "")
        return "".join(re.findall(rf"^{name}:(.*?)\r$", feed, re.MULTILINE))

    first = told("DTSTAMP")
    assert (told("SEQUENCE"), told("DESCRIPTION"), told("LAST-MODIFIED")) == ("0", "", first)
    assert told("SUMMARY") == "领导接访：党工委书记 沈云安"
    was, later = ReceptionDay.objects.get(pk=day).day, clock.now() + timedelta(minutes=1)
    to_day = calendar().next_working(was + timedelta(days=3))
    actions.move_day(day_id=day, to_day=to_day, place="", reason="外出开会，改期", by=BY, at=later)
    assert told("SEQUENCE") == "1"
    assert told("DTSTAMP") == told("LAST-MODIFIED") > first
    assert told("DESCRIPTION") == f"改期：原定 {was.isoformat()}；外出开会，改期".replace(";", "\\;")


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
        ({"number": "我家的事"}, "编号由数字"),
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


def booked(client: Any, day: int) -> None:
    form = {"subject": "小区电梯停运", "head_count": "2", "contact": "王先生 13912340217"}
    client.post(f"/follow/receptions/{day}/", form)


def test_a_booking_whose_day_was_called_off_says_so_and_offers_another(client: Any, day: int) -> None:
    publish(day)
    booked(client, day)
    first = ReceptionDay.objects.get()
    other = ReceptionDay.objects.create(
        plan=first.plan, leader=first.leader, post="管委会主任",
        day=calendar().next_working(clock.today() + timedelta(days=1)),
        from_time=time(9), to_time=time(12), place="2号接待室",
    )  # fmt: skip
    actions.cancel_day(day_id=day, reason="防汛值守，取消一次", by=BY, at=clock.now())
    page = client.get("/follow/receptions/booked/").content.decode()
    assert "约好了" not in page
    assert "防汛值守，取消一次" in page
    assert f"/follow/receptions/{other.pk}/" in page
    refused = client.get(f"/follow/receptions/{day}/")
    assert refused.status_code == 409
    assert "取消了，不能预约" in refused.content.decode()


def test_a_booking_whose_day_was_moved_shows_the_new_day_and_the_reason(client: Any, day: int) -> None:
    publish(day)
    booked(client, day)
    leader = ReceptionDay.objects.get().leader
    to_day = calendar().next_working(clock.today() + timedelta(days=1))
    if to_day.year == clock.today().year:
        actions.move_day(day_id=day, to_day=to_day, reason="上级会议，改期", by=BY, at=clock.now())
        page = client.get("/follow/receptions/booked/").content.decode()
        assert "上级会议，改期" in page
        assert f"改到 {to_day.isoformat()}" in page
        assert "您是 1 号" in page
    assert leader is not None


def test_a_number_says_nothing_of_whose_it_is(client: Any, day: int, arrival: Any, district: Any) -> None:
    """Not of an accusation, nor of a matter of somebody else, whose page it would be written on."""
    publish(day)
    root = district.root.pk
    mine = intake.register(arrival(), unit_id=root, by=BY, at=clock.now())
    secret = intake.register(arrival(purpose="accusation"), unit_id=root, by=BY, at=clock.now())
    for number in (mine.number, secret.number, "2026-999999"):
        form = {
            "subject": "小区电梯停运",
            "head_count": "2",
            "contact": "王先生 13912340217",
            "number": number,
        }
        client.cookies.clear()
        answer = client.post(f"/follow/receptions/{day}/", form)
        assert answer.status_code == 302
        booking = Booking.objects.latest("pk")
        assert (booking.matter_id, booking.told_number) == (None, number)
        now = clock.now()
        actions.arrive(day_id=day, came=Came(2, now, booking.pk), by=BY, at=now)
    assert not TimelineEntry.objects.filter(verb="received").exists()


def test_a_town_books_one_day_and_nobody_fills_it_alone(client: Any, day: int) -> None:
    publish(day)
    for n in range(BY_PLACES):
        booked(client, day)
        client.cookies.clear()  # another browser of the same town
        assert Booking.objects.count() == n + 1
    form = {"subject": "小区电梯停运", "head_count": "2", "contact": "王先生 13912340217"}
    answer = client.post(f"/follow/receptions/{day}/", form)
    assert answer.status_code == 422
    assert "已经很多" in answer.content.decode()
    client.post(f"/follow/receptions/{day}/", form, REMOTE_ADDR="10.0.0.7")
    assert Booking.objects.count() == BY_PLACES + 1


def test_one_contact_has_one_number_of_a_day(client: Any, day: int) -> None:
    publish(day)
    booked(client, day)
    form = {"subject": "小区电梯又停运", "head_count": "1", "contact": "王 139-1234-0217"}
    answer = client.post(f"/follow/receptions/{day}/", form)
    assert answer.status_code == 422
    assert "已经用这个联系方式约了 1 号" in answer.content.decode()
    assert client.post(f"/follow/receptions/{day}/", form | {"contact": "李 13912340218"}).status_code == 302
    client.post("/follow/receptions/booked/cancel/")
    assert client.post(f"/follow/receptions/{day}/", form | {"contact": "李 13912340218"}).status_code == 302
    client.cookies.clear()  # of another browser's booking nothing is told
    assert client.post(f"/follow/receptions/{day}/", form).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"form_key": "x"}, "请刷新后再填"),
        ({"head_count": "6"}, "一次最多来 5 人"),
        ({"subject": "一三八〇〇〇〇一一一一要求退费"}, "写到了人"),
        ({"subject": "字" * 121}, "最多 120 个字"),
    ],
)
def test_a_booking_is_refused_in_plain_words(client: Any, day: int, wrong: Any, said: str) -> None:
    publish(day)
    form = {"subject": "小区电梯停运", "head_count": "2", "contact": "王先生 13912340217", **wrong}
    answer = client.post(f"/follow/receptions/{day}/", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "UUID" not in page
    assert "变量" not in page


def test_next_years_plan_is_a_link_away(client: Any, day: int) -> None:
    publish(day)
    plan = ReceptionDay.objects.get().plan
    year = clock.today().year
    assert f"?year={year + 1}" not in client.get("/follow/receptions/").content.decode()
    plan.pk, plan.year = None, year + 1
    plan.save()
    assert f"?year={year + 1}" in client.get("/follow/receptions/").content.decode()


def test_the_screen_is_bare_also_for_whoever_has_signed_in(
    client: Any, day: int, posted: Any, district: Any
) -> None:
    publish(day)
    client.force_login(posted("clerk", district.root))
    page = client.get("/follow/hall/").content.decode()
    assert "党工委书记" in page
    assert 'class="rail' not in page
    assert "/worklist/" not in page


def test_no_place_is_booked_when_the_hours_are_over(client: Any, day: int) -> None:
    """Held from nine to twelve, looked at in the evening: nobody is sent to a leader who has gone."""
    publish(day)
    address = f"/follow/receptions/{day}/"
    assert f'href="{address}"' in client.get("/follow/receptions/").content.decode()
    just = timezone.localtime(clock.now()) - timedelta(seconds=1)
    ReceptionDay.objects.filter(pk=day).update(day=just.date(), from_time=time(0), to_time=just.time())
    page = client.get("/follow/receptions/").content.decode()
    assert f'href="{address}"' not in page
    assert client.get(address).status_code == 409
    for via in ("portal", "phone", "desk"):
        wish = actions.Wish(via, "物业收费不公示", 1, "王先生 13912340217")
        with pytest.raises(Refusal, match="过了时间"):
            actions.book(day_id=day, wish=wish, by=BY, at=clock.now())
