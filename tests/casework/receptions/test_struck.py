"""An arrival that was written down by mistake is struck out: with a reason, on record, counted nowhere."""

from datetime import time
from uuid import uuid4

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment
from tests.casework.receptions.righting import WHY, booked, came, day_of, disposed, strike
from tests.casework.receptions.test_joined_later import received, visited

from xinfang.casework.charge import actions as charge
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came
from xinfang.casework.receptions.models import Arrival, ArrivalChange, Booking
from xinfang.insight.statistics import periods
from xinfang.insight.statistics import queries as figures
from xinfang.kernel.errors import Refusal


def test_a_mistaken_press_gives_the_booking_back_and_counts_nobody(published):
    booking = booked(published)
    pk = came(published, booking_id=booking, subject="")
    strike(pk)
    day = day_of(published)
    waiting, there = queries.queue(day)
    assert ([each.pk for each in waiting], there) == ([booking], [])
    assert queries.totals(day.arrivals).batches == 0
    again = came(published, booking_id=booking, subject="")
    assert Arrival.objects.get().pk == again
    assert Arrival.objects.get().number == Booking.objects.get().number


def test_the_same_form_sent_again_after_it_was_struck_out_writes_nothing(published):
    told, key = Came(2, moment(9), subject="漏水要求修复"), uuid4()
    form = {"day_id": published.day, "came": told, "by": CLERK, "at": moment(9, 30), "form_key": key}
    pk = actions.arrive(**form)
    strike(pk)
    assert actions.arrive(**form) == pk
    assert not Arrival.objects.exists()


def test_who_left_before_being_called_is_no_batch_and_is_awaited_no_more(published):
    pk = came(published, booking_id=booked(published), subject="")
    strike(pk, "left", "等了一个小时，先回去了。")
    day = day_of(published)
    assert queries.queue(day) == ([], [])
    assert queries.left_open(day) == []
    actions.close_day(day_id=day.pk, by=CLERK, at=moment(12, 30))


def test_it_stays_on_record_with_the_reason_and_its_number_is_given_to_nobody(published, scope):
    pk = came(published)
    strike(pk)
    (one,) = queries.struck(scope("registrar", published.district.root), day_of(published))
    assert (one.row.arrival.number, one.row.kind, one.reason, one.row.by) == (
        1,
        "mistaken",
        WHY,
        CLERK.label,
    )
    assert Arrival.every.get(pk=pk).struck_at == moment(10)
    assert Arrival.objects.get(pk=came(published)).number == 2


def test_its_matter_says_so_and_the_visit_is_free_for_who_really_came(published, arrival):
    visit = visited(published, arrival)
    pk = came(published, visit=visit.number)
    strike(pk)
    line = TimelineEntry.objects.get(verb="reception_struck")
    assert (line.matter_id, line.note) == (visit.matter_id, WHY)
    assert Arrival.objects.get(pk=came(published, visit=visit.number)).petition.number == visit.number


def test_a_result_written_down_at_the_wrong_number_goes_with_it(published):
    pk = came(published)
    disposed(pk)
    with pytest.raises(Refusal, match="已经有结果"):
        strike(pk, "left")
    strike(pk)
    assert not Arrival.objects.exists()
    assert ArrivalChange.objects.get(kind="mistaken").before["result"] == "explained"


def test_whom_the_leader_saw_is_not_struck_out(published):
    pk = received(published)
    with pytest.raises(Refusal, match="领导已经批示"):
        strike(pk)
    noted = came(published)
    charge.keep_note(arrival_id=noted, note="请他下周再来。", takes=False, by=HEAD, at=moment(9, 50))
    with pytest.raises(Refusal, match="领导备注"):
        strike(noted)
    assert Arrival.objects.count() == 2


@pytest.mark.parametrize(("kind", "why", "field"), [("", WHY, "kind"), ("mistaken", "错", "reason")])
def test_it_asks_for_the_kind_and_a_reason(published, kind, why, field):
    pk = came(published)
    with pytest.raises(Refusal) as refused:
        strike(pk, kind, why)
    assert list(refused.value.by_field()) == [field]
    assert Arrival.objects.filter(pk=pk).exists()


def test_nothing_more_is_done_with_it(published):
    pk = came(published)
    strike(pk)
    for act in (
        lambda: strike(pk),
        lambda: disposed(pk),
        lambda: actions.call(arrival_id=pk, room="1号", by=CLERK, at=moment(11)),
        lambda: actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(11), dictated=True),
        lambda: actions.correct_heads(arrival_id=pk, head_count=3, reason=WHY, by=CLERK, at=moment(11)),
    ):
        with pytest.raises(Refusal, match="已经划去"):
            act()


def test_the_screen_and_the_figures_know_nothing_of_it(published, scope):
    strike(came(published))
    came(published, head_count=3)
    called, waiting = queries.board(published.day)
    assert ([each.number for each in called], [each.number for each in waiting]) == ([], [2])
    person, keys = scope("statistician", published.district.root), ("reception_batches", "reception_persons")
    assert [figures.value_in(person, key, periods.year(HELD.year)) for key in keys] == [1, 3]


def test_a_day_on_which_nobody_came_after_all_can_be_moved(published):
    pk = came(published)
    move = {"day_id": published.day, "to_day": HELD.replace(day=21), "reason": "参加省里会议", "by": CLERK}
    with pytest.raises(Refusal, match="已经有来访登记"):
        actions.move_day(**move, at=moment(8, 30))
    strike(pk)
    actions.move_day(**move, at=moment(8, 30))
    assert day_of(published).day == HELD.replace(day=21)


def test_a_booking_whose_people_left_is_not_pressed_again(published):
    booking = booked(published)
    strike(came(published, booking_id=booking, subject=""), "left", "等了一个小时，先回去了。")
    with pytest.raises(Refusal, match="没等接待就走了.*不点预约"):
        came(published, booking_id=booking, subject="")


def test_a_booking_given_back_after_a_handover_goes_to_who_receives_now(published):
    booking = booked(published)
    pk = came(published, booking_id=booking, subject="")
    rest = actions.hand_over(
        day_id=published.day, leader_id=published.other.pk, post="管委会主任", from_time=time(10),
        reason="书记临时有会", by=CLERK, at=moment(10, 5),
    )  # fmt: skip
    Arrival.objects.filter(pk=pk).update(reception_id=published.day)
    Booking.objects.filter(pk=booking).update(reception_id=published.day)
    charge.strike(arrival_id=pk, kind="mistaken", reason=WHY, by=CLERK, at=moment(10, 30))
    assert Booking.objects.get().reception_id == rest


def test_on_a_closed_day_no_booking_waits_again(published):
    pk = came(published, booking_id=booked(published), subject="")
    disposed(pk)
    actions.close_day(day_id=published.day, by=CLERK, at=moment(12, 30), knowing=True)
    charge.strike(arrival_id=pk, kind="mistaken", reason=WHY, by=CLERK, at=moment(13))
    assert queries.queue(day_of(published)) == ([], [])
