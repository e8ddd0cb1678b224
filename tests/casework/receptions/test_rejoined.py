"""An arrival joined to the wrong visit is joined to the right one, and what hangs on it goes along."""

from datetime import timedelta

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment
from tests.casework.receptions.righting import WHY, answered, booked, came, rejoin
from tests.casework.receptions.test_joined_later import link, received, visited

from xinfang.casework.charge import actions as charge
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.petitions.models import Hold, TimelineEntry
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Result
from xinfang.casework.receptions.models import Arrival, ArrivalChange
from xinfang.casework.supervision.models import Order
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice


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
    assert line.note == ""  # why stays with the arrival
    row = Arrival.objects.get()
    assert (row.petition_id, row.matter_id, row.subject) == (None, None, "漏水要求修复")
    told = Instruction.objects.get()
    assert (told.matter_id, told.subject) == (None, "漏水要求修复")
    assert InstructionLine.objects.get(verb="unbind").text == "接访归入的来访已更正"


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


def test_the_history_says_who_wrote_it_down_and_not_who_set_it_right(published, arrival):
    pk = received(published)
    link(pk, visited(published, arrival))
    right = visited(published, arrival, title="电梯停运要求检修")
    charge.rejoin(arrival_id=pk, visit=right.number, reason=WHY, by=HEAD, at=moment(14))
    lines = TimelineEntry.objects.filter(matter_id=right.matter_id).exclude(verb="register")
    assert set(lines.values_list("actor", flat=True)) == {CLERK.label}
    by_ids = dict(lines.exclude(verb="instruct").values_list("verb", "actor_id"))
    assert by_ids == dict.fromkeys(("received", "reception_result"), CLERK.user_id)


def test_what_is_said_while_it_was_away_is_told_when_it_comes_back(published, arrival):
    pk = came(published)
    first, other = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    link(pk, first)
    rejoin(pk, other.number)
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(14), dictated=True)
    told = Result("explained", "已经当面说明。", moment(14, 10))
    actions.dispose(arrival_id=pk, result=told, by=CLERK, at=moment(14, 20))
    rejoin(pk, first.number)
    verbs = list(TimelineEntry.objects.filter(matter_id=first.matter_id).values_list("verb", flat=True))
    assert sorted(verbs) == sorted(
        ["register", "received", "reception_left", "reception_back", "instruct", "reception_result"]
    )


def test_a_plain_reception_is_told_by_whom_it_was_written(published, arrival):
    visit = visited(published, arrival)
    came(published, visit=visit.number)
    line = TimelineEntry.objects.get(verb="received")
    assert (line.actor_id, line.actor, line.unit) == (CLERK.user_id, CLERK.label, CLERK.unit)


def test_the_mark_is_rung_for_the_right_matter(published, arrival, posted):
    head = posted("office_head", published.district.root)
    pk = received(published)
    charge.keep_note(arrival_id=pk, note="我来办。", takes=True, by=HEAD, at=moment(11, 30))
    charge.join(arrival_id=pk, visit=visited(published, arrival).number, by=CLERK, at=moment(12))
    Notice.objects.filter(kind="charge.taken").update(read_at=moment(12, 30))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    bells = Notice.objects.filter(kind="charge.taken", user_id=head.pk, read_at=None)
    assert bells.count() == 1
