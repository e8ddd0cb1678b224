"""A visit registered after it was received: what was instructed and what came of it is the matter's, and an
accusation's is read by nobody else; a duty that was not done is not wiped out by a result."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD, moment

from xinfang.casework.acts import actions as acts
from xinfang.casework.bookings.scheduled import forget_contacts
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, Booking
from xinfang.casework.supervision.models import Order
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import scope_of

AIDED = {"aid_what": "临时救助", "aid_by": "社会事业局", "aid_until": date(2026, 12, 31)}
LATER = date(2026, 11, 2)


def received(published: Any, kind: str = "explained", **more: Any) -> int:
    """A batch of two, instructed on, with a result; not registered as a visit yet."""
    came = Came(2, moment(9), subject="漏水要求修复")
    pk = actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30))
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(10), dictated=True)
    result = Result(kind, "已经当面说明。", moment(10), **more)
    actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(11))
    return pk


def visited(published: Any, arrival: Any, **more: Any) -> Any:
    fields = {"cell": "visit", "head_count": 2, "received_at": moment(9), **more}
    unit = published.district.root.pk
    at = max(moment(11), fields["received_at"])
    return intake.register(arrival(**fields), unit_id=unit, by=CLERK, at=at)


def accused(published: Any, arrival: Any, **more: Any) -> Any:
    more = more or {"accused_unit_id": published.district.other.pk}
    return visited(published, arrival, purpose="accusation", **more)


def link(pk: int, visit: Any) -> None:
    actions.link_visit(arrival_id=pk, visit=visit.number, by=CLERK, at=moment(12))


def test_its_matter_tells_who_received_what_was_instructed_and_what_came_of_it(published, arrival, scope):
    pk, visit = received(published), visited(published, arrival)
    link(pk, visit)
    lines = TimelineEntry.objects.filter(matter_id=visit.matter_id)
    verbs = ("received", "instruct", "reception_result")
    assert [lines.filter(verb=verb).count() for verb in verbs] == [1, 1, 1]
    office = scope("office_head", published.district.root)
    assert [each.pk for each in told_by.of_matter(office, visit.matter_id, LATER)] == [
        Arrival.objects.get().instruction_id
    ]


def test_a_matter_that_was_booked_for_is_told_once_and_is_no_other(published, arrival):
    first, other = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    wish = Wish("desk", "漏水要求修复", 2, number=first.number, no_telephone=True)
    booking = actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk
    pk = actions.arrive(day_id=published.day, came=Came(2, moment(9), booking), by=CLERK, at=moment(9, 30))
    with pytest.raises(Refusal, match="不是这一批要说的"):
        link(pk, other)
    link(pk, first)
    assert TimelineEntry.objects.filter(verb="received").count() == 1


def test_a_visit_made_after_the_reception_is_not_the_one_that_was_received(published, arrival):
    pk = received(published)
    later = moment(9) + timedelta(days=3)
    visit = visited(published, arrival, received_at=later)
    with pytest.raises(Refusal, match="2026-10-23 的来访"):
        actions.link_visit(arrival_id=pk, visit=visit.number, by=CLERK, at=later)


def test_who_came_before_and_was_asked_to_come_back_is_the_one_received_and_said_not_to_count_anew(
    published, arrival
):
    pk = received(published)
    day = Arrival.objects.get(pk=pk).reception
    assert not any("以前的来访登记" in said for said in queries.left_open(day))
    link(pk, visited(published, arrival, received_at=moment(9) - timedelta(days=3)))
    assert Arrival.objects.get(pk=pk).petition
    (said,) = [said for said in queries.left_open(day) if "以前的来访登记" in said]
    assert said.startswith("1 号归入的是以前的来访登记，今天没有另计来访")


def test_a_unit_that_may_not_have_the_accusation_reads_no_more_of_it(published, arrival, scope):
    pk, visit = received(published, "supervised"), accused(published, arrival)
    unit = scope("handler", published.district.department)
    told = Instruction.objects.get()
    assert told_by.instruction_in(unit, told.pk)
    assert told_by.waiting(unit) == 1
    link(pk, visit)
    assert told_by.instruction_in(unit, told.pk) is None
    assert told_by.waiting(unit) == 0
    told.refresh_from_db()
    assert (told.state, told.unit_id, told.proposal) == ("asked", None, published.told.text)
    assert "漏水" not in told.subject
    assert not Order.objects.exists()
    assert "请领导重新批示给可以办的单位" in queries.why_unordered(Arrival.objects.get())


def test_given_anew_to_who_may_have_it_the_supervision_begins(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk, visit = received(published, "supervised"), accused(published, arrival)
    link(pk, visit)
    told = instructions.Told("请纪检机关核查。", published.district.root.pk, date(2026, 11, 20))
    pk = Instruction.objects.get().pk
    instructions.give(instruction_id=pk, told=told, by=CLERK, at=moment(13), dictated=True)
    assert Order.objects.get().unit_id == published.district.root.pk
    assert queries.why_unordered(Arrival.objects.get()) == ""


def test_a_reader_without_the_right_learns_only_that_somebody_came(published, arrival, scope):
    pk, visit = received(published), accused(published, arrival)
    link(pk, visit)
    row = queries.arrival_in(office := scope("office_head", published.district.root), pk)
    assert queries.shown(office, row).matter
    told = queries.shown(scope("statistician", published.district.root), row)
    assert told.apart
    assert (told.matter, told.subject, told.instruction, told.changes) == (None, "", None, [])
    assert [(page.subject, page.apart) for page in queries.brief(office, row.reception)] == [("", True)]


def test_a_visit_of_another_house_cannot_be_named(published, arrival, scope):
    district = published.district
    visit, secret = visited(published, arrival), accused(published, arrival)
    root, street = scope("clerk", district.root), scope("clerk", district.street)
    assert [queries.may_tie(root, each.number) for each in (visit, secret)] == [True, True]
    assert not queries.open_matter(root, secret.number)
    assert [queries.may_tie(street, each.number) for each in (visit, secret)] == [False, False]
    own = accused(published, arrival)
    Matter.objects.filter(number=own.number).update(accused_unit=district.root)  # as before that was refused
    assert not queries.may_tie(root, own.number)


@pytest.mark.parametrize(("kind", "more"), [("explained", {}), ("aided", AIDED)])
def test_what_was_explained_leaves_the_unit_its_duty(published, kind, more):
    received(published, kind, **more)
    assert Instruction.objects.get().state == "open"


def test_settled_by_mistake_leaves_the_duty_too(published):
    pk = received(published, "settled")
    assert Instruction.objects.get().state == "done"
    result = Result("explained", "只是当面说明。", moment(10))
    actions.correct_result(arrival_id=pk, result=result, reason="当天没有解决", by=CLERK, at=moment(12))
    assert Instruction.objects.get().state == "open"


def test_acceptance_of_an_answer_that_was_sent_back_is_asked_anew(published):
    pk = received(published, "supervised")
    told = {"instruction_id": Instruction.objects.get().pk, "by": CLERK, "at": moment(9, day=LATER)}
    instructions.answer(text="已经修复完毕。", **told)
    actions.record_view(arrival_id=pk, accepts=True, asked_on=LATER, by=CLERK, at=moment(10, day=LATER))
    instructions.send_back(reason="没有修复照片", **told)
    assert Arrival.objects.get().accepts is None
    instructions.answer(text="附上修复照片。", **told)
    assert queries.totals(Arrival.objects.all()).accepted == 0


def test_a_leader_does_not_take_over_who_was_received_by_another(published):
    received(published)
    with pytest.raises(Refusal, match="已经有来访登记"):
        actions.stand_in(
            day_id=published.day, leader_id=published.other.pk, post="管委会主任", reason="下午开会", by=HEAD,
            at=moment(12),
        )  # fmt: skip


def test_names_and_numbers_go_when_the_day_is_over_whether_or_not_it_was_held(published):
    wish = Wish("phone", "物业收费不公示", 1, "王先生，住一号楼", no_telephone=True)
    actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at)
    actions.cancel_day(day_id=published.day, reason="防汛值守取消", by=CLERK, at=published.at)
    forget_contacts(since=published.at, at=moment(23))
    assert Booking.objects.get().contact
    forget_contacts(since=published.at, at=moment(0, 5, day=HELD + timedelta(days=1)))
    assert Booking.objects.get().contact == ""


def test_the_accused_houses_leader_reads_nothing_more_once_it_is_named(published, arrival, posted):
    district = published.district
    leader = posted("leader", district.street)
    visit = accused(published, arrival, accused_unit_id=None, accused="unknown")
    asking = instructions.Asking("matter", district.root.pk, leader.pk, "", visit.matter_id)
    ask = {"asking": asking, "proposal": "拟请核查。", "unit_id": None, "due_on": None, "by": CLERK}
    with pytest.raises(Refusal, match="只能呈给区领导"):
        instructions.ask(at=moment(12), **ask)
    visit = accused(published, arrival)
    asking = instructions.Asking("matter", district.root.pk, leader.pk, "", visit.matter_id)
    pk = instructions.ask(at=moment(12), **ask | {"asking": asking})
    row = Instruction.objects.get(pk=pk)
    assert told_by.instruction_in(scope_of(leader, HELD), pk)
    row.matter.accused_unit = district.street
    row.matter.save(update_fields=["accused_unit"])
    mine = scope_of(leader, HELD)
    assert told_by.instruction_in(mine, pk) is None
    assert told_by.readable(mine, row) is None
    with pytest.raises(Refusal, match="^这件事项单独保密，不由这位领导批示"):  # nor learns why
        instructions.give(instruction_id=pk, told=published.told, by=mine.actor, at=moment(13))


def gone(verb: str, visit: Any, published: Any, arrival: Any) -> int:
    """The visit's matter is worked on no more, or in another, whose id is returned."""
    if verb == "merge":
        into = visited(published, arrival, title="电梯停运要求检修")
        acts.merge(
            matter_id=visit.matter_id, into_id=into.matter_id, by=CLERK, at=moment(11), reason="同一件"
        )
        return into.matter_id
    if verb == "withdraw":
        acts.perform(verb="withdraw", matter_ids=[visit.matter_id], by=CLERK, at=moment(11))
    else:
        Matter.objects.filter(pk=visit.matter_id).update(state=verb)
    return visit.matter_id


def test_supervision_of_a_matter_merged_before_is_of_the_one_it_is_worked_on_in(published, arrival):
    pk, visit = received(published, "supervised"), visited(published, arrival)
    into = gone("merge", visit, published, arrival)
    link(pk, visit)
    order = Order.objects.get()
    assert (order.matter_id, order.hold.matter_id) == (into, into)
    found = Arrival.objects.get(pk=pk)
    assert (found.matter_id, found.order_id) == (visit.matter_id, order.pk)
    actions.close_day(day_id=published.day, by=CLERK, at=moment(13))


@pytest.mark.parametrize("verb", ["withdraw", "reverted"])
def test_what_is_past_before_it_is_joined_is_joined_without_an_order_and_says_so(published, arrival, verb):
    pk, visit = received(published, "supervised"), visited(published, arrival)
    gone(verb, visit, published, arrival)
    link(pk, visit)
    assert not Order.objects.exists()
    found = Arrival.objects.get(pk=pk)
    assert "没有要办的，不能再督办。" in queries.why_unordered(found)
    (said,) = queries.left_open(found.reception)
    assert said.startswith("1 号纳入督办，督办没有发出：")
    with pytest.raises(Refusal, match="督办没有发出"):
        actions.close_day(day_id=published.day, by=CLERK, at=moment(13))
    actions.close_day(day_id=published.day, by=CLERK, at=moment(13), knowing=True)


def test_what_is_past_already_is_given_no_such_result(published, arrival):
    visit = visited(published, arrival)
    came = Came(2, moment(9), visit=visit.number)
    pk = actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(11))
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(11), dictated=True)
    gone("withdraw", visit, published, arrival)
    with pytest.raises(Refusal, match="不能再督办"):
        actions.dispose(
            arrival_id=pk, result=Result("supervised", "交规划建设局。", moment(11)), by=CLERK, at=moment(12)
        )


def test_the_leader_keeps_what_he_said_on_an_accusation_and_reads_nothing_of_it(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk, visit = received(published), accused(published, arrival)
    mine = scope_of(published.leader, LATER)
    link(pk, visit)
    _reads_only_that_it_is_apart(mine)  # asked anew, as the unit may not have it: the compartment did not ask
    told = instructions.Told("请纪检机关核查。", published.district.root.pk, date(2026, 11, 20))
    pk = Instruction.objects.get().pk
    instructions.give(instruction_id=pk, told=told, by=CLERK, at=moment(13), dictated=True)
    _reads_only_that_it_is_apart(mine)


def _reads_only_that_it_is_apart(mine):
    told = Instruction.objects.get()
    assert told_by.readable(mine, told) is None
    assert told_by.called(mine, told) == "检举控告（保密）"
    lines = [*told_by.lines(mine, "mine", LATER), *told_by.owed_to(mine, LATER)]
    assert [(line.number, line.subject) for line in lines] == [("", "检举控告（保密）")]
