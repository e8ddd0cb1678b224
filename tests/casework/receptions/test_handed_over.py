"""A leader is called away at noon: another goes on, and each counts for whom they saw."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HELD, moment

from xinfang.casework.campaigns import actions as campaigns
from xinfang.casework.campaigns.actions import Outline
from xinfang.casework.campaigns.models import Campaign
from xinfang.casework.campaigns.queries import figures
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, Booking, MonthNotice, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.insight.statistics.books import _days
from xinfang.insight.statistics.periods import Period
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

NOON = time(10, 30)


@pytest.fixture
def morning(published: Any) -> Any:
    """Three numbers: 1 booked and not come, 2 seen by the first leader, 3 in the room, 4 waiting."""
    wish = Wish("phone", "物业收费不公示", 1, "王先生 13912340217")
    published.booked = actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk
    published.seen, published.inside, published.waiting = (
        actions.arrive(
            day_id=published.day, came=Came(2, moment(9, n), subject="墙体开裂"), by=CLERK, at=moment(9, n)
        )
        for n in (1, 2, 3)
    )
    result = Result("explained", "当场解释清楚。", moment(9, 30))
    actions.dispose(arrival_id=published.seen, result=result, by=CLERK, at=moment(9, 30))
    actions.call(arrival_id=published.inside, room="1号接待室", by=CLERK, at=moment(10))
    return published


def hand(given: Any, **more: Any) -> int:
    told = {
        "day_id": given.day, "leader_id": given.other.pk, "post": "管委会主任", "from_time": NOON,
        "reason": "书记临时参加防汛调度", "by": CLERK, "at": moment(10, 31),
    }  # fmt: skip
    return actions.hand_over(**(told | more))


def test_what_came_before_stays_and_the_rest_goes_to_the_stand_in(morning):
    rest = ReceptionDay.objects.get(pk=hand(morning))
    first = ReceptionDay.objects.get(pk=morning.day)
    assert (first.leader, first.from_time, first.to_time) == (morning.leader, time(9), NOON)
    assert (rest.leader, rest.from_time, rest.to_time) == (morning.other, NOON, time(12))
    assert (rest.rest_of, rest.place, rest.day) == (first, first.place, first.day)
    kept = set(first.arrivals.values_list("pk", flat=True))
    assert kept == {morning.seen, morning.inside}
    assert list(rest.arrivals.values_list("pk", "number")) == [(morning.waiting, 4)]
    assert list(rest.bookings.values_list("pk", "number")) == [(morning.booked, 1)]


def test_who_goes_on_is_published_by_the_name_that_the_plan_has(morning):
    later = ReceptionDay.objects.get(pk=morning.day)
    later.pk, later.leader, later.name, later.day = None, morning.other, "程溪宁", HELD + timedelta(days=7)
    later.save()
    assert ReceptionDay.objects.get(pk=hand(morning)).name == "程溪宁"


def test_who_booked_is_told_and_both_days_say_why(morning):
    rest = hand(morning)
    told = Notice.objects.get(kind="reception.changed")
    assert (told.recipient, "改由管委会主任接访" in told.body) == ("13912340217", True)
    changes = queries.changes_of(list(ReceptionDay.objects.all()))
    assert [(each.kind, each.reason) for each in changes[morning.day]] == [("handed", "书记临时参加防汛调度")]
    assert [(each.kind, each.before["post"]) for each in changes[rest]] == [("stand_in", "党工委书记")]
    booked = Booking.objects.get(pk=morning.booked)
    assert [each.kind for each in queries.changes_since(booked)] == ["stand_in"]
    assert Notice.objects.filter(kind="reception.handed").count() == 1


def test_the_notice_changes_once_for_one_change(morning):
    given = {"plan_id": morning.plan, "by": CLERK, "at": morning.at}
    notice = rota.issue_notice(month=HELD.month, **given)
    hand(morning)
    assert MonthNotice.objects.get(pk=notice).version == 2


def test_a_number_is_given_once_on_the_whole_day(morning):
    rest = hand(morning)
    late = Came(1, moment(10, 20), subject="路灯不亮")
    actions.arrive(day_id=morning.day, came=late, by=CLERK, at=moment(10, 40))
    now = Came(1, moment(10, 45), subject="路灯不亮")
    actions.arrive(day_id=rest, came=now, by=CLERK, at=moment(10, 45))
    assert sorted(Arrival.objects.values_list("number", flat=True)) == [2, 3, 4, 5, 6]
    with pytest.raises(Refusal, match="10:30 起由管委会主任接访"):
        actions.arrive(day_id=morning.day, came=now, by=CLERK, at=moment(10, 45))
    wish = Wish("phone", "物业收费不公示", 1, "", no_telephone=True)
    with pytest.raises(Refusal, match="10:30 起由管委会主任接访"):
        actions.book(day_id=morning.day, wish=wish, by=CLERK, at=moment(10, 45))


def test_the_screen_of_the_hall_keeps_the_first_part_while_somebody_is_in_the_room(morning):
    rest = hand(morning)
    assert [row.pk for row in queries.hall_days(HELD)] == [morning.day, rest]
    result = Result("explained", "当场解释清楚。", moment(11))
    actions.dispose(arrival_id=morning.inside, result=result, by=CLERK, at=moment(11))
    assert [row.pk for row in queries.hall_days(HELD)] == [rest]


def test_each_part_is_closed_and_both_leaders_count_a_day(morning, scope):
    rest = hand(morning)
    with pytest.raises(Refusal, match="3 号还没有结果"):
        actions.close_day(day_id=morning.day, by=CLERK, at=moment(11), knowing=True)
    for pk in (morning.inside, morning.waiting):
        result = Result("explained", "当场解释清楚。", moment(11))
        actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(11))
    for pk in (morning.day, rest):
        actions.close_day(day_id=pk, by=CLERK, at=moment(12), knowing=True)
    assert not Booking.objects.get(pk=morning.booked).contact
    assert _days(Period(HELD, HELD, "span"), None).count() == 2
    outline = Outline("书记大接访", "重点案件逐件化解。", HELD, date(2026, 12, 31), [morning.leader.pk])
    told = {"unit_id": morning.district.root.pk, "by": CLERK, "at": morning.at}
    found = Campaign.objects.get(pk=campaigns.open_campaign(outline=outline, **told))
    leader, others, total = figures(found)
    assert (leader.days, leader.totals.batches) == (1, 2)
    assert (others.days, others.totals.batches) == (1, 1)
    assert (total.days, total.totals.batches) == (2, 3)


def test_a_matter_says_who_received_it_in_the_end(morning, arrival):
    root = morning.district.root.pk
    told = {"unit_id": root, "by": CLERK, "at": moment(9, 30)}
    matter = intake.register(arrival(cell="visit", received_at=moment(9)), **told).matter_id
    Arrival.objects.filter(pk=morning.waiting).update(matter_id=matter)
    hand(morning)
    line = TimelineEntry.objects.filter(matter_id=matter, verb="received").latest("pk")
    assert line.data == {"leader": "管委会主任", "heads": 2, "instead": "党工委书记"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"from_time": time(9)}, "09:00 和 12:00 之间"),
        ({"from_time": time(12)}, "09:00 和 12:00 之间"),
        ({"from_time": time(11)}, "还没有到"),
        ({"from_time": time(9, 1)}, "2 号在这以后才到"),
        ({"leader_id": None}, "哪位领导代为接访"),
        ({"reason": "忙"}, "请写明原因"),
        ({"at": moment(10, day=HELD - timedelta(days=1))}, "当天才能中途交接"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_split(morning, change, sentence):
    with pytest.raises(Refusal, match=sentence):
        hand(morning, **change)
    assert ReceptionDay.objects.count() == 1
    assert ReceptionDay.objects.get().to_time == time(12)


def test_a_leader_who_receives_elsewhere_at_that_time_is_refused(morning):
    times = {"day": HELD, "from_time": time(11), "to_time": time(12), "place": "2号接待室"}
    ReceptionDay.objects.create(plan_id=morning.plan, leader=morning.other, post="管委会主任", **times)
    with pytest.raises(Refusal, match="已经安排了接访"):
        hand(morning)


def test_a_rest_may_be_handed_on_again(morning, posted):
    third = posted("leader", morning.district.root, "third")
    rest = hand(morning)
    last = hand(morning, day_id=rest, leader_id=third.pk, post="区长", from_time=time(11), at=moment(11, 1))
    assert ReceptionDay.objects.get(pk=last).rest_of_id == morning.day
    assert list(Arrival.objects.filter(reception=last).values_list("pk", flat=True)) == [morning.waiting]
