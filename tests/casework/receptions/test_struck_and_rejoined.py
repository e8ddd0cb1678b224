"""An arrival that was written down by mistake is struck out, and one that was joined to the wrong visit is
joined to the right one: with a reason, and what hangs on it goes along."""

from typing import Any
from uuid import uuid4

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment
from tests.casework.receptions.test_joined_later import accused, link, received, visited

from xinfang.casework.charge import actions as charge
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.petitions.models import Hold, TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, ArrivalChange, Booking, ReceptionDay
from xinfang.casework.supervision.models import Order
from xinfang.insight.statistics import periods
from xinfang.insight.statistics import queries as figures
from xinfang.kernel.errors import Refusal

WHY = "点错了一行，人还没有到。"


def came(published: Any, **more: Any) -> int:
    told = Came(**{"head_count": 2, "arrived_at": moment(9), "subject": "漏水要求修复", **more})
    return actions.arrive(day_id=published.day, came=told, by=CLERK, at=moment(9, 30))


def booked(published: Any, **more: Any) -> int:
    wish = Wish("desk", "物业收费不公示", 2, no_telephone=True, **more)
    return actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk


def strike(pk: int, kind: str = "mistaken", why: str = WHY) -> None:
    charge.strike(arrival_id=pk, kind=kind, reason=why, by=CLERK, at=moment(10))


def rejoin(pk: int, visit: str = "", why: str = "编号看错了一位。", at: Any = None) -> None:
    charge.rejoin(arrival_id=pk, visit=visit, reason=why, by=CLERK, at=at or moment(13))


def disposed(pk: int, kind: str = "explained") -> None:
    result = Result(kind, "已经当面说明。", moment(9, 40))
    actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(9, 45))


def day_of(published: Any) -> ReceptionDay:
    return ReceptionDay.objects.get(pk=published.day)


# Struck out


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


# Joined to another visit


def test_the_right_matter_takes_over_reception_instruction_and_order(published, arrival, scope):
    pk = received(published, "supervised")
    wrong, right = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    link(pk, wrong)
    rejoin(pk, right.number)
    row = Arrival.objects.get()
    assert (row.petition.number, row.matter_id) == (right.number, right.matter_id)
    assert Instruction.objects.get().matter_id == right.matter_id
    assert row.order.matter_id == right.matter_id
    assert Order.objects.get(matter_id=wrong.matter_id).state == "withdrawn"
    assert Hold.objects.get(released_at=None).matter_id == right.matter_id
    office = scope("office_head", published.district.root)
    assert told_by.of_matter(office, wrong.matter_id, HELD) == []
    lines = TimelineEntry.objects.filter(matter_id=right.matter_id)
    assert {"received", "instruct", "reception_result"} <= set(lines.values_list("verb", flat=True))


def test_the_wrong_matter_says_that_it_was_not_about_it(published, arrival):
    pk = received(published)
    wrong = visited(published, arrival)
    link(pk, wrong)
    rejoin(pk)
    line = TimelineEntry.objects.get(matter_id=wrong.matter_id, verb="reception_left")
    assert line.note == "编号看错了一位。"
    row = Arrival.objects.get()
    assert (row.petition_id, row.matter_id, row.subject) == (None, None, "漏水要求修复")
    told = Instruction.objects.get()
    assert (told.matter_id, told.subject) == (None, "漏水要求修复")
    assert InstructionLine.objects.get(verb="unbind").text == "编号看错了一位。"


def test_a_booking_for_the_wrong_matter_is_set_right_too(published, arrival):
    wrong, right = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    pk = came(published, booking_id=booked(published, number=wrong.number), subject="")
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(10), dictated=True)
    with pytest.raises(Refusal, match="更正归入的来访"):
        charge.join(arrival_id=pk, visit=right.number, by=CLERK, at=moment(12))
    rejoin(pk, right.number)
    assert Arrival.objects.get().matter_id == Instruction.objects.get().matter_id == right.matter_id
    assert TimelineEntry.objects.filter(matter_id=wrong.matter_id, verb="reception_left").exists()


def test_the_change_is_kept_with_its_reason(published, arrival):
    pk = received(published)
    link(pk, visited(published, arrival))
    rejoin(pk)
    kept = ArrivalChange.objects.get(kind="joined")
    assert (kept.reason, kept.by) == ("编号看错了一位。", CLERK.label)


def test_who_may_not_open_the_wrong_one_reads_no_number_of_it(published, arrival, scope, posted):
    pk = received(published)
    visit = accused(published, arrival)
    link(pk, visit)
    rejoin(pk)
    clerk = scope("registrar", published.district.root)
    read = queries.shown(clerk, Arrival.objects.get())
    assert [(each.row.kind, each.number, each.reason) for each in read.changes] == [("joined", "", "")]


def test_without_another_visit_it_needs_to_say_what_they_came_for(published, arrival):
    visit = visited(published, arrival)
    pk = came(published, visit=visit.number, subject="")
    with pytest.raises(Refusal, match="没有写反映什么"):
        rejoin(pk)
    assert Arrival.objects.get().petition.number == visit.number


def test_supervision_of_a_closed_day_goes_to_another_matter_and_not_to_none(published, arrival):
    pk = received(published, "supervised")
    link(pk, visited(published, arrival))
    actions.close_day(day_id=published.day, by=CLERK, at=moment(12, 30), knowing=True)
    with pytest.raises(Refusal, match="纳入督办"):
        rejoin(pk)
    assert Order.objects.get().state == "running"


def test_the_same_visit_is_refused_and_so_is_one_that_is_joined_to_none(published, arrival):
    pk = received(published)
    with pytest.raises(Refusal, match="还没有归入"):
        rejoin(pk, "2026-0001")
    visit = visited(published, arrival)
    link(pk, visit)
    with pytest.raises(Refusal, match="就是现在"):
        rejoin(pk, visit.number)


def test_a_wrong_number_changes_nothing(published, arrival):
    pk = received(published, "supervised")
    visit = visited(published, arrival)
    link(pk, visit)
    with pytest.raises(Refusal, match="没有这个编号"):
        rejoin(pk, "2026-999999")
    assert Arrival.objects.get().petition.number == visit.number
    assert Order.objects.get().state == "running"


def test_what_the_leader_takes_in_charge_is_told_to_the_right_matter(published, arrival):
    pk = received(published)
    charge.keep_note(arrival_id=pk, note="我来办。", takes=True, by=HEAD, at=moment(11, 30))
    wrong, right = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    charge.join(arrival_id=pk, visit=wrong.number, by=CLERK, at=moment(12))
    rejoin(pk, right.number)
    taken = TimelineEntry.objects.filter(verb="takes_charge").order_by("pk")
    assert [each.matter_id for each in taken] == [wrong.matter_id, right.matter_id]
