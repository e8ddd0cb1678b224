"""A changed day is told to who booked it, and the places that hung its notice are to hang the new one."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment

from xinfang.casework.bookings.actions.telling import mobile_of
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Booking, NoticePlace, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

DAY = timedelta(days=1)


def book(published: Any, contact: str) -> int:
    wish = Wish("phone", "物业收费不公示", 1, contact, no_telephone=True)
    return actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk


@pytest.mark.parametrize(
    ("contact", "mobile"),
    [
        ("王先生 13912340217", "13912340217"),
        ("王先生 +86 139-1234-0217", "13912340217"),
        ("一三九一二三四〇二一七", ""),
        ("王先生 电话87654321", ""),
        ("", ""),
    ],
)
def test_a_text_message_goes_to_a_mobile_number_only(contact, mobile):
    assert mobile_of(contact) == mobile


def test_a_day_that_is_called_off_is_told_and_the_number_is_not_kept(published):
    reached, unreached = book(published, "王先生 13912340217"), book(published, "李女士 住中和街道")
    given_up = book(published, "张先生 13912340218")
    actions.cancel_booking(booking_id=given_up, by=CLERK, at=published.at)
    actions.cancel_day(day_id=published.day, reason="防汛值守，取消一次", by=CLERK, at=published.at)
    told = Notice.objects.get(kind="reception.changed")
    assert (told.channel, told.recipient) == ("sms", "13912340217")
    assert "取消" in told.body
    assert "防汛值守" in told.body
    assert "物业" not in told.body
    first, second = Booking.objects.get(pk=reached), Booking.objects.get(pk=unreached)
    assert (first.contact, first.untold) == ("", False)
    assert (second.contact, second.untold) == ("李女士 住中和街道", True)
    actions.told_by_hand(booking_id=unreached, by=CLERK, at=published.at)
    second.refresh_from_db()
    assert (second.contact, second.untold) == ("", False)
    with pytest.raises(Refusal, match="没有要告知"):
        actions.told_by_hand(booking_id=unreached, by=CLERK, at=published.at)


def test_a_reason_that_is_published_names_nobody(published):
    for reason in ("出差，13800001111 联系", "王大爷家里有事", "出差，找李女士"):
        with pytest.raises(Refusal, match="不能有个人的姓名") as refused:
            actions.cancel_day(day_id=published.day, reason=reason, by=CLERK, at=published.at)
        assert list(refused.value.by_field()) == ["reason"]


def test_a_moved_day_is_told_with_the_new_one_and_the_booking_stands(published):
    pk = book(published, "王先生 13912340217")
    told = {"day_id": published.day, "by": CLERK, "at": published.at}
    actions.move_day(to_day=date(2026, 10, 22), reason="上级会议，改期", **told)
    body = Notice.objects.get(kind="reception.changed").body
    assert "2026-10-20" in body
    assert "2026-10-22 09:00" in body
    assert Booking.objects.get(pk=pk).contact
    actions.stand_in(leader_id=published.other.pk, post="管委会主任", reason="书记外出，代为接访", **told)
    assert Notice.objects.filter(kind="reception.changed").count() == 2
    with pytest.raises(Refusal, match="不能早于今天"):
        actions.move_day(to_day=published.at.date() - DAY, reason="上级会议，改期", **told)
    evening = told | {"at": moment(18, day=date(2026, 10, 21))}
    with pytest.raises(Refusal, match="时间已经过了"):
        actions.move_day(to_day=date(2026, 10, 21), reason="上级会议，改期", **evening)


def test_a_changed_month_asks_for_the_new_notice_where_the_earlier_one_hangs(published, scope):
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    pk = rota.issue_notice(month=10, **told)
    hall = NoticePlace.objects.earliest("pk")
    hang = {"place_id": hall.pk, "posted_on": published.at.date(), "by": CLERK, "at": published.at}
    rota.tick_place(**hang)
    with pytest.raises(Refusal, match="没有变"):
        rota.tick_place(**hang)
    later = published.at + DAY
    actions.move_day(
        day_id=published.day, to_day=date(2026, 10, 22), reason="上级会议，改期", by=CLERK, at=later
    )
    clerk = scope("clerk", published.district.root)
    notice = queries.notice_of(clerk, pk)
    assert notice is not None
    assert notice.version == 2
    assert [change.kind for change in queries.changed_since(notice)] == ["move"]
    (row,) = queries.places_to_renew(clerk, later.date()).rows
    assert (row.pk, row.notice.changed_at) == (hall.pk, later)
    with pytest.raises(Refusal, match="张贴的日期"):
        rota.tick_place(**{**hang, "at": later})
    rota.tick_place(place_id=hall.pk, posted_on=later.date(), by=CLERK, at=later)
    hall.refresh_from_db()
    assert (hall.posted_on, hall.renewed_on) == (published.at.date(), later.date())
    assert queries.places_to_renew(clerk, later.date()).rows == []


def test_a_street_sees_where_it_is_to_hang_a_notice_and_which_days_are_public(published, scope):
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    pk = rota.issue_notice(month=10, **told)
    today = published.at.date()
    informant = scope("informant", published.district.street)
    assert [row.label for row in queries.places_to_hang(informant, today)][:1] == ["中和街道"]
    assert queries.notice_of(informant, pk) is not None
    assert [row.pk for row in queries.public_days(informant, today)] == [published.day]
    assert queries.plan_in(informant, published.plan) is None
    department = scope("handler", published.district.department)
    assert queries.notice_of(department, pk) is None
    assert queries.places_to_hang(department, today) == []


def test_a_notice_that_was_never_issued_is_warned_of_when_its_last_day_is_near(published, scope):
    clerk = scope("clerk", published.district.root)
    ReceptionDay.objects.update(day=date(2026, 11, 10))
    due = date(2026, 10, 30)
    assert queries.missing_notices(clerk, due - 8 * DAY) == []
    assert [(row.month, row.due_on) for row in queries.missing_notices(clerk, due - 7 * DAY)] == [(11, due)]
    assert [row.month for row in queries.missing_notices(clerk, date(2026, 11, 9))] == [11]
    assert queries.missing_notices(clerk, date(2026, 11, 11)) == []
    rota.issue_notice(plan_id=published.plan, month=11, by=CLERK, at=published.at)
    assert queries.missing_notices(clerk, due) == []


def test_a_day_is_not_closed_before_it_begins_and_what_is_open_is_said_first(published):
    book(published, "王先生 13912340217")
    close = {"day_id": published.day, "by": CLERK}
    with pytest.raises(Refusal, match="还没有到"):
        actions.close_day(at=moment(9, day=HELD - DAY), **close)
    with pytest.raises(Refusal, match="09:00 才开始"):
        actions.close_day(at=moment(4, 36), **close)
    came = Came(2, moment(9), subject="墙体开裂要求鉴定")
    pk = actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30))
    result = Result("explained", "当场解释清楚。", moment(10))
    actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(11))
    with pytest.raises(Refusal, match="1 号还没有到.*2 号还没有归入来访登记"):
        actions.close_day(at=moment(17), **close)
    actions.close_day(at=moment(17), knowing=True, **close)
    assert ReceptionDay.objects.get().state == "closed"


def test_what_is_supervised_is_joined_to_a_registration_before_the_day_is_closed(published):
    came = Came(2, moment(9), subject="墙体开裂要求鉴定")
    pk = actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30))
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(10), dictated=True)
    result = Result("supervised", "交规划建设局限期解决。", moment(10))
    actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(11))
    with pytest.raises(Refusal, match="督办发不出去"):
        actions.close_day(day_id=published.day, by=CLERK, at=moment(17), knowing=True)


def test_who_puts_a_plan_forward_does_not_approve_it(planned):
    rota.submit(plan_id=planned.plan, by=CLERK, at=planned.at)
    with pytest.raises(Refusal, match="另一位"):
        rota.approve(plan_id=planned.plan, by=CLERK, at=planned.at)
    rota.approve(plan_id=planned.plan, by=HEAD, at=planned.at)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish("phone", "物业收费不公示", 1), "contact"),
        (Wish("desk", "物业收费不公示", 1, "何先生"), "contact"),
        (Wish("portal", "物业收费不公示", 0, "何先生 13912340217"), "head_count"),
    ],
)
def test_a_booking_says_how_they_are_reached_and_by_how_many(published, wish, field):
    with pytest.raises(Refusal) as refused:
        actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at)
    assert list(refused.value.by_field()) == [field]
    assert "50" not in str(refused.value)
    without = Wish("desk", "物业收费不公示", 1, no_telephone=True)
    assert actions.book(day_id=published.day, wish=without, by=CLERK, at=published.at).contact == ""


@pytest.mark.parametrize("via", ["portal", "phone", "desk"])
def test_a_day_whose_hours_are_over_is_booked_by_nobody(published, via):
    wish = Wish(via, "物业收费不公示", 1, "何先生 13912340217")
    with pytest.raises(Refusal, match="已经过了时间"):
        actions.book(day_id=published.day, wish=wish, by=CLERK, at=moment(12))
    actions.book(day_id=published.day, wish=wish, by=CLERK, at=moment(11, 59))


def test_another_room_on_the_same_day_is_no_other_day(published):
    book(published, "王先生 13912340217")
    told = {"day_id": published.day, "to_day": HELD, "by": CLERK, "at": published.at}
    actions.move_day(place="2号接待室", reason="1号接待室检修", **told)
    (change,) = ReceptionDay.objects.get(pk=published.day).changes.all()
    assert (change.kind, change.before) == ("place", {"place": "1号接待室"})
    assert change.after["place"] == "2号接待室"
    assert "地点换到2号接待室" in Notice.objects.get(kind="reception.changed").body


def test_the_room_is_changed_while_people_wait_and_the_day_is_not(published):
    came = Came(2, moment(9), subject="漏水要求修复")
    actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30))
    told = {"day_id": published.day, "reason": "1号接待室停电", "by": CLERK, "at": moment(10)}
    with pytest.raises(Refusal, match="已经有来访登记"):
        actions.move_day(to_day=HELD + DAY, place="2号接待室", **told)
    actions.move_day(to_day=HELD, place="2号接待室", **told)
    assert ReceptionDay.objects.get(pk=published.day).place == "2号接待室"
