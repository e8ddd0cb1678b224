"""An arrival that was written down by mistake is struck out, and one that was joined to the wrong visit is
joined to the right one: with a reason, and what hangs on it goes along."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment
from tests.casework.receptions.test_joined_later import accused, link, received, visited

from xinfang.casework.charge import actions as charge
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.petitions.models import Hold, TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, ArrivalChange, Booking, ReceptionDay
from xinfang.casework.supervision.models import Order, OrderStep
from xinfang.insight.statistics import periods
from xinfang.insight.statistics import queries as figures
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

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


# What a stranger to the code found


def answered(reply: str = "已经查清并落实到位。") -> None:
    told = Instruction.objects.get(state="open")
    by = Actor(7, "规划建设局承办人", told.unit_id, "规划建设局")
    instructions.answer(instruction_id=told.pk, text=reply, by=by, at=moment(12, 30))


def test_an_answer_about_the_wrong_matter_settles_nothing_of_the_right_one(published, arrival):
    pk = received(published, "supervised")
    link(pk, visited(published, arrival))
    answered()
    actions.record_view(arrival_id=pk, accepts=True, asked_on=HELD, by=CLERK, at=moment(12, 40))
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    row = Arrival.objects.get()
    assert (row.instruction.state, row.instruction.answer, row.accepts) == ("open", "", None)
    assert Order.objects.get(matter_id=right.matter_id).state == "running"
    assert Hold.objects.get(released_at=None).matter_id == right.matter_id


def test_what_was_settled_on_the_spot_stays_settled(published, arrival):
    pk = received(published, "settled")
    link(pk, visited(published, arrival))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    assert Instruction.objects.get().state == "done"


def test_what_was_said_within_an_accusation_stays_there_and_the_leader_is_asked_anew(
    published, arrival, posted, scope
):
    posted("discipline_handler", published.district.root)
    pk = received(published, "supervised")
    secret = accused(published, arrival)
    link(pk, secret)
    told = instructions.Told("请纪检机关核查某某。", published.district.root.pk, published.told.due_on)
    first = Instruction.objects.get()
    instructions.give(instruction_id=first.pk, told=told, by=CLERK, at=moment(12, 20), dictated=True)
    answered("核查中发现某某确有其事。")
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    first.refresh_from_db()
    assert (first.matter_id, first.answer) == (secret.matter_id, "核查中发现某某确有其事。")
    anew = Arrival.objects.get().instruction
    assert (anew.state, anew.text, anew.proposal, anew.answer) == ("asked", "", "", "")
    assert anew.matter_id == right.matter_id
    assert not InstructionLine.objects.filter(instruction=anew, text__contains="某某").exists()
    assert "重新批示" in queries.why_unordered(Arrival.objects.get())
    assert Notice.objects.filter(kind="instruction.asked", user_id=published.leader.pk).exists()


def test_one_that_runs_within_an_accusation_is_owed_by_nobody_any_more(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk = received(published, "supervised")
    secret = accused(published, arrival)
    link(pk, secret)
    told = instructions.Told("请纪检机关核查某某。", published.district.root.pk, published.told.due_on)
    first = Instruction.objects.get()
    instructions.give(instruction_id=first.pk, told=told, by=CLERK, at=moment(12, 20), dictated=True)
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    first.refresh_from_db()
    assert (first.matter_id, first.state) == (secret.matter_id, "done")


def test_the_leader_s_words_from_before_the_wrong_number_go_along(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk = came(published)
    told = instructions.Told("请限期解决。", published.district.root.pk, published.told.due_on)
    actions.instruct(arrival_id=pk, told=told, by=CLERK, at=moment(10), dictated=True)
    link(pk, accused(published, arrival))
    first = Instruction.objects.get()
    assert first.state == "open"  # the unit may have the accusation
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    first.refresh_from_db()
    assert (first.matter_id, first.text) == (right.matter_id, "请限期解决。")
    assert Arrival.objects.get().instruction_id == first.pk


def test_so_does_what_the_leader_was_asked_anew_and_has_not_answered(published, arrival):
    pk = received(published)
    link(pk, accused(published, arrival))
    rejoin(pk)
    told = Instruction.objects.get()
    assert (told.matter_id, told.state, told.proposal) == (None, "asked", published.told.text)


@pytest.mark.parametrize("first", ["ordinary", "accusation"])
def test_the_reason_leads_nobody_from_one_matter_to_the_accusation(published, arrival, first):
    pk = received(published, "supervised")
    plain, secret = visited(published, arrival, title="电梯停运要求检修"), accused(published, arrival)
    one, other = (plain, secret) if first == "ordinary" else (secret, plain)
    link(pk, one)
    rejoin(pk, other.number, why="其实是检举某某的那件。")
    kept = ArrivalChange.objects.get(kind="joined")
    assert kept.reason == "其实是检举某某的那件。"
    said = [*TimelineEntry.objects.values_list("note", flat=True)]
    said += [*InstructionLine.objects.values_list("text", flat=True)]
    said += [*OrderStep.objects.values_list("text", flat=True)]
    assert [each for each in said if "检举某某" in each] == []


def test_another_visit_of_the_same_matter_changes_the_visit_alone(published, arrival):
    earlier = visited(published, arrival, received_at=moment(9) - timedelta(days=3))
    again = visited(published, arrival, raising_kind="repeat", repeats_matter_id=earlier.matter_id)
    pk = received(published, "supervised")
    link(pk, earlier)
    order, before = Order.objects.get().pk, TimelineEntry.objects.count()
    rejoin(pk, again.number, why="今天的来访另有登记。")
    row = Arrival.objects.get()
    assert (row.petition.number, row.order_id) == (again.number, order)
    assert (TimelineEntry.objects.count(), Order.objects.get().state) == (before, "running")
    assert ArrivalChange.objects.get(kind="joined").reason == "今天的来访另有登记。"


def test_a_booking_whose_people_left_is_not_pressed_again(published):
    booking = booked(published)
    strike(came(published, booking_id=booking, subject=""), "left", "等了一个小时，先回去了。")
    with pytest.raises(Refusal, match="没等接待就走了.*不点预约"):
        came(published, booking_id=booking, subject="")


def test_the_history_says_who_wrote_it_down_and_not_who_set_it_right(published, arrival):
    pk = received(published)
    link(pk, visited(published, arrival))
    right = visited(published, arrival, title="电梯停运要求检修")
    charge.rejoin(arrival_id=pk, visit=right.number, reason=WHY, by=HEAD, at=moment(14))
    lines = TimelineEntry.objects.filter(matter_id=right.matter_id).exclude(verb="register")
    assert set(lines.values_list("actor", flat=True)) == {CLERK.label}


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


def test_what_was_set_right_within_an_accusation_stays_there(published, arrival, scope):
    pk = received(published)
    link(pk, accused(published, arrival))
    other = Result("explained", "某某的问题已经当面说明。", moment(10))
    actions.correct_result(arrival_id=pk, result=other, reason="某某说的不是这样。", by=CLERK, at=moment(13))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    clerk = scope("registrar", published.district.root)
    read = queries.shown(clerk, Arrival.objects.get())
    assert [each.reason for each in read.changes] == ["", ""]


def test_the_mark_is_rung_for_the_right_matter(published, arrival, posted):
    head = posted("office_head", published.district.root)
    pk = received(published)
    charge.keep_note(arrival_id=pk, note="我来办。", takes=True, by=HEAD, at=moment(11, 30))
    charge.join(arrival_id=pk, visit=visited(published, arrival).number, by=CLERK, at=moment(12))
    Notice.objects.filter(kind="charge.taken").update(read_at=moment(12, 30))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    bells = Notice.objects.filter(kind="charge.taken", user_id=head.pk, read_at=None)
    assert bells.count() == 1
