"""An order from its giving to the lifted hold: what is refused, who is told, what it keeps from happening."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Hold, Matter, TimelineEntry
from xinfang.casework.supervision import actions, queries
from xinfang.casework.supervision.models import Order, OrderStep
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REPLY = "已约请鉴定机构，十日内出具鉴定报告。"


@pytest.fixture
def told(registered, go):
    """A letter that was accepted and answered; its service is to come."""
    told = registered()
    go(told.matter_id, "accept", "opine", "serve")
    return told


@pytest.fixture
def ordered(told, district, at):
    def give(by=BY, **changes):
        fields = {
            "unit_id": district.street.pk,
            "cause": "late",
            "means": "phone",
            "found": "受理后四十天没有任何调查记录。",
            "demand": "十日内完成鉴定并书面回复。",
            "due_on": at.date() + 10 * DAY,
        }
        told_now = actions.Ordered(**{**fields, **changes})
        return actions.order(matter_id=told.matter_id, ordered=told_now, by=by, at=at)

    return give


def test_it_works_from_the_order_to_the_lifted_hold(told, ordered, at):
    pk = ordered()
    with pytest.raises(Refusal, match="暂时不能办结：正在督办"):
        perform(verb="conclude", matter_ids=[told.matter_id], by=BY, at=at)
    actions.reply(order_id=pk, text="正在办理，请放心。", by=BY, at=at)
    actions.send_back(order_id=pk, reason="没有写明鉴定结论", due_on=at.date() + 3 * DAY, by=BY, at=at)
    assert Hold.objects.get().released_at is None
    actions.reply(order_id=pk, text=REPLY, by=BY, at=at + DAY)
    actions.accept(order_id=pk, by=BY, at=at + 2 * DAY)
    assert Hold.objects.get().released_at == at + 2 * DAY
    perform(verb="conclude", matter_ids=[told.matter_id], by=BY, at=at + 2 * DAY)
    kinds = list(OrderStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["order", "reply", "return", "reply", "accept"]
    lines = TimelineEntry.objects.filter(matter_id=told.matter_id, verb="supervise")
    assert lines.count() == 5
    events = AuditEntry.objects.filter(event__startswith="supervision.").values_list("event", flat=True)
    assert {"supervision.ordered", "supervision.returned", "supervision.accepted"} <= set(events)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cause": "nonsense"}, "cause"),
        ({"means": "threat"}, "means"),
        ({"found": "慢"}, "found"),
        ({"demand": " 快 一 点 "}, "demand"),
        ({"means": "joint"}, "partners"),
    ],
)
def test_what_lacks_is_refused_at_its_field_and_nothing_is_written(ordered, changes, field):
    with pytest.raises(Refusal) as refused:
        ordered(**changes)
    assert list(refused.value.by_field()) == [field]
    assert not Order.objects.exists()
    assert not Hold.objects.exists()


def test_a_day_that_is_past_and_a_unit_that_has_nothing_to_do_with_it_are_refused(ordered, district, at):
    with pytest.raises(Refusal, match="今天以后"):
        ordered(due_on=at.date())
    with pytest.raises(Refusal, match="承办、协办或者复查复核"):
        ordered(unit_id=district.other.pk)
    with pytest.raises(Refusal, match="不在其中"):
        ordered(means="joint", partner_ids=(district.street.pk,))
    assert not Order.objects.exists()


def test_one_unit_is_supervised_once_at_a_time(ordered):
    first = ordered()
    with pytest.raises(Refusal, match="没有结束"):
        ordered()
    actions.withdraw(order_id=first, reason="发错了对象，重新发", by=BY, at=Order.objects.get().ordered_at)
    assert Hold.objects.get().released_at
    ordered()


def test_a_step_out_of_order_is_refused(ordered, at):
    pk = ordered()
    for act in (
        lambda: actions.accept(order_id=pk, by=BY, at=at),
        lambda: actions.send_back(order_id=pk, reason="再补充说明情况", due_on=at.date() + DAY, by=BY, at=at),
        lambda: actions.press(order_id=pk, kind="ransom", text="马上办理这件事", by=BY, at=at),
        lambda: actions.reply(order_id=pk, text="好", by=BY, at=at),
    ):
        with pytest.raises(Refusal):
            act()
    assert OrderStep.objects.count() == 1
    actions.reply(order_id=pk, text=REPLY, by=BY, at=at)
    with pytest.raises(Refusal, match="已经回复过"):
        actions.reply(order_id=pk, text=REPLY, by=BY, at=at)


def test_urging_may_set_a_new_day_and_an_interview_is_kept(ordered, at):
    pk = ordered()
    new = at.date() + 2 * DAY
    actions.press(order_id=pk, kind="urge", text="请于两日内回复", due_on=new, by=BY, at=at)
    actions.press(order_id=pk, kind="interview", text="约谈分管负责人，当场承诺", by=BY, at=at)
    assert Order.objects.get().due_on == new
    with pytest.raises(Refusal, match="不能早于今天"):
        actions.press(order_id=pk, kind="urge", text="请于昨日内回复", due_on=at.date() - DAY, by=BY, at=at)


def test_by_letter_the_draft_of_it_is_begun_with_what_was_said(registered, district, at):
    told = registered()
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    said = actions.Ordered(
        district.street.pk,
        "false",
        "document",
        "报告与现场不符，墙体没有加固。",
        "重新核实并书面说明。",
        at.date() + 7 * DAY,
    )
    pk = actions.order(matter_id=told.matter_id, ordered=said, by=BY, at=at)
    letter = Document.objects.get(kind="supervision_letter")
    assert Order.objects.get(pk=pk).document == letter
    assert (letter.state, letter.parts["fault"]) == ("draft", "shirking")
    assert letter.parts["found"] == said.found
    assert letter.unit == district.root


def test_the_unit_hears_of_the_order_and_the_office_of_the_reply(ordered, district, posted, at):
    unit = posted("handler", district.street)
    office = posted("office_head", district.root)
    pk = ordered(by=Actor(None, "信访局"))
    mine = Notice.objects.filter(kind__startswith="supervision.")
    assert list(mine.values_list("kind", "user_id")) == [("supervision.ordered", unit.pk)]
    actions.reply(order_id=pk, text=REPLY, by=Actor(unit.pk, "承办人"), at=at)
    assert list(mine.filter(user_id=office.pk).values_list("kind", flat=True)) == ["supervision.replied"]


def test_the_unit_sees_what_it_was_ordered_before_the_matter_is_its_own(ordered, scope, district, at):
    """As after a reception, where a leader names the unit first; not what is unsigned, nor an accusation."""
    pk = ordered()
    street = scope("handler", district.street)
    Order.objects.update(unit=district.other)
    other = scope("handler", district.other)
    assert Matter.objects.visible_to(other).count() == 0
    assert queries.order_in(other, pk)
    assert queries.orders(other, "running", at.date()).counts["running"] == 1
    assert queries.count_waiting(other) == 1
    hold = Hold.objects.get()
    Order.objects.update(state="drafted", hold=None)
    assert queries.order_in(other, pk) is None
    Order.objects.update(state="running", hold=hold)
    Matter.objects.update(confined=True)
    assert queries.order_in(other, pk) is None
    assert queries.order_in(street, pk) is None


@pytest.mark.parametrize("state", ["withdrawn", "merged", "reverted"])
def test_what_is_past_is_not_supervised(told, ordered, scope, district, at, state):
    office = scope("office_head", district.root)
    assert queries.may_order(office, Matter.objects.get())
    Matter.objects.update(state=state)
    assert not queries.may_order(office, Matter.objects.get())
    with pytest.raises(Refusal, match="不能再督办"):
        ordered()
    with pytest.raises(Refusal, match="不能再督办"):
        actions.put_under(
            matter_id=told.matter_id,
            instructed=actions.Instructed(district.street.pk, "没有修好", "请修好", at.date()),
            by=BY,
            at=at,
        )
    assert Order.objects.count() == 0


def test_others_see_neither_the_order_nor_how_many_there_are(ordered, scope, district, at):
    pk = ordered()
    street, office = scope("handler", district.street), scope("office_head", district.root)
    stranger = scope("handler", district.other)
    assert queries.order_in(stranger, pk) is None
    assert queries.orders(stranger, "running", at.date()).counts["running"] == 0
    assert (queries.count_waiting(street), queries.count_waiting(office)) == (1, 0)
    found = queries.order_in(street, pk)
    assert queries.may_reply(street, found)
    assert not queries.may_reply(office, found)
    assert queries.may_supervise(office, Matter.objects.get())
    actions.reply(order_id=pk, text=REPLY, by=BY, at=at)
    assert (queries.count_waiting(street), queries.count_waiting(office)) == (0, 1)
