"""A result 纳入督办 is a supervision order with its hold, and follows the instruction to its end."""

from datetime import date
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, moment

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Hold, Matter
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Result
from xinfang.casework.receptions.models import Arrival, ArrivalChange
from xinfang.casework.supervision import actions as supervision
from xinfang.casework.supervision import queries as orders
from xinfang.casework.supervision.models import Order
from xinfang.kernel.errors import Refusal

LATER = moment(15, day=date(2026, 11, 2))
ANSWER = "已经查清并落实到位。"


@pytest.fixture
def visit(published: Any, arrival: Any) -> Any:
    return intake.register(
        arrival(cell="visit", head_count=2, received_at=moment(9)),
        unit_id=published.district.root.pk,
        by=CLERK,
        at=moment(9, 5),
    )


def result(kind: str = "supervised", **more: Any) -> Result:
    return Result(**{"result": kind, "note": "交规划建设局限期解决。", "result_at": moment(10), **more})


def received(published: Any, visit: str = "", kind: str = "supervised") -> int:
    subject = "" if visit else "墙体开裂要求鉴定"
    came = Came(2, moment(9), visit=visit, subject=subject)
    pk = actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30))
    actions.instruct(arrival_id=pk, told=published.told, by=CLERK, at=moment(10), dictated=True)
    actions.dispose(arrival_id=pk, result=result(kind), by=CLERK, at=moment(11))
    return pk


def test_it_is_an_order_with_unit_and_day_that_holds_the_matter(published, visit, scope):
    pk = received(published, visit.number)
    order = Order.objects.get()
    assert Arrival.objects.get(pk=pk).order == order
    assert (order.unit_id, order.due_on) == (published.told.unit_id, published.told.due_on)
    assert (order.demand, order.means, order.state) == (published.told.text, "instructed", "running")
    assert Hold.objects.get(released_at=None).matter_id == visit.matter_id
    office = scope("office_head", published.district.root)
    assert [row.pk for row in orders.orders(office, "running", date(2026, 10, 21)).rows] == [order.pk]
    assert [row.pk for row in orders.orders_of(visit.matter_id, date(2026, 10, 21))] == [order.pk]
    assert not orders.may_reply(office, order)


def test_the_answer_to_the_instruction_is_the_reply_and_its_end_lifts_the_hold(published, visit):
    received(published, visit.number)
    told = {"instruction_id": Instruction.objects.get().pk, "by": CLERK, "at": LATER}
    instructions.answer(text=ANSWER, **told)
    assert Order.objects.get().state == "answered"
    instructions.send_back(reason="没有写明期限", **told)
    assert Order.objects.get().state == "running"
    instructions.postpone(due_on=date(2026, 11, 30), reason="等鉴定结果出来", **told)
    assert Order.objects.get().due_on == date(2026, 11, 30)
    instructions.answer(text=ANSWER, **told)
    instructions.finish(**told)
    order = Order.objects.get()
    assert order.state == "accepted"
    assert not Hold.objects.filter(released_at=None).exists()
    kinds = list(order.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["order", "reply", "return", "reply", "accept"]


def test_an_instruction_for_another_unit_takes_its_order_along(published, visit):
    pk = received(published, visit.number)
    first, street = Order.objects.get(), published.district.street
    given = {"unit_id": street.pk, "due_on": date(2026, 11, 30), "reason": "这件事由街道负责"}
    instructions.readdress(instruction_id=Instruction.objects.get().pk, by=CLERK, at=LATER, **given)
    first.refresh_from_db()
    order = Arrival.objects.get(pk=pk).order
    assert order is not None
    assert (first.state, order.state) == ("withdrawn", "running")
    assert (order.unit, order.due_on) == (street, date(2026, 11, 30))
    assert "批示已经改送" in first.steps.get(kind="withdraw").text
    assert Hold.objects.get(released_at=None) == order.hold


def test_without_a_registration_it_is_ordered_once_the_visit_is_joined(published, visit):
    pk = received(published)
    assert not Order.objects.exists()
    actions.link_visit(arrival_id=pk, visit=visit.number, by=CLERK, at=moment(11))
    assert Order.objects.get().matter_id == visit.matter_id
    assert Arrival.objects.get(pk=pk).order == Order.objects.get()


def test_a_unit_that_is_supervised_already_is_pressed_and_owes_one_reply(published, visit):
    Matter.objects.filter(pk=visit.matter_id).update(unit_id=published.told.unit_id)
    ordered = supervision.Ordered(
        published.told.unit_id, "late", "phone", "三十天没有答复。", "请尽快答复来访人。", date(2026, 11, 9)
    )
    pk = supervision.order(matter_id=visit.matter_id, ordered=ordered, by=CLERK, at=published.at)
    received(published, visit.number)
    assert Order.objects.get().pk == pk
    instructions.answer(instruction_id=Instruction.objects.get().pk, text=ANSWER, by=CLERK, at=LATER)
    assert Order.objects.get().state == "running"
    assert list(Order.objects.get().steps.order_by("pk").values_list("kind", flat=True)) == ["order", "urge"]


def test_what_is_settled_orders_nothing(published, visit):
    received(published, visit.number, kind="settled")
    assert not Order.objects.exists()
    assert not Hold.objects.exists()


def test_a_wrong_result_is_set_right_with_its_reason_and_the_order_goes_with_it(published, visit):
    pk = received(published, visit.number)
    told = {"arrival_id": pk, "by": CLERK, "at": LATER}
    with pytest.raises(Refusal, match="为什么更正"):
        actions.correct_result(result=result("settled"), reason="", **told)
    actions.correct_result(result=result("settled"), reason="当场已经解决，登记错了", **told)
    assert Arrival.objects.get(pk=pk).result == "settled"
    assert Order.objects.get().state == "withdrawn"
    assert not Hold.objects.filter(released_at=None).exists()
    assert Instruction.objects.get().state == "done"
    actions.correct_result(result=result(), reason="其实没有解决，仍要督办", **told)
    assert Instruction.objects.get().state == "open"
    assert [order.state for order in Order.objects.order_by("pk")] == ["withdrawn", "running"]
    changes = list(ArrivalChange.objects.order_by("pk").values_list("before__result", "after__result"))
    assert changes == [("supervised", "settled"), ("settled", "supervised")]


def test_a_head_count_is_set_right_with_its_reason_also_when_the_day_is_closed(published, visit):
    pk = received(published, visit.number)
    actions.close_day(day_id=published.day, by=CLERK, at=moment(17))
    told = {"arrival_id": pk, "by": CLERK, "at": LATER}
    for count, reason in ((0, "多登记了两人"), (10_000, "多登记了两人"), (2, "多登记了两人"), (3, "")):
        with pytest.raises(Refusal):
            actions.correct_heads(head_count=count, reason=reason, **told)
    with pytest.raises(Refusal, match="最多 200 个字，现在有 201 个"):
        actions.correct_heads(head_count=3, reason="多" * 201, **told)
    assert not ArrivalChange.objects.exists()
    actions.correct_heads(head_count=3, reason="实际来了三个人", **told)
    assert Arrival.objects.get(pk=pk).head_count == 3
    change = ArrivalChange.objects.get()
    assert (change.before, change.after, change.by) == ({"heads": 2}, {"heads": 3}, CLERK.label)


def test_whether_aid_was_given_is_recorded_and_asked_again_until_it_was(published):
    aid = {"aid_what": "临时救助", "aid_by": "社会事业局", "aid_until": date(2026, 12, 31)}
    pk = actions.arrive(
        day_id=published.day, came=Came(2, moment(9), subject="生活困难求助"), by=CLERK, at=moment(9, 30)
    )
    wrong = result("aided", **(aid | {"aid_until": date(9999, 12, 31)}))
    with pytest.raises(Refusal, match="核对年份"):
        actions.dispose(arrival_id=pk, result=wrong, by=CLERK, at=moment(11))
    actions.dispose(arrival_id=pk, result=result("aided", **aid), by=CLERK, at=moment(11))
    told = {"arrival_id": pk, "by": CLERK, "at": LATER}
    with pytest.raises(Refusal, match="没有落实的"):
        actions.record_aid(given=False, seen_on=LATER.date(), note="", **told)
    with pytest.raises(Refusal, match="不能晚于"):
        actions.record_aid(given=True, seen_on=date(2026, 12, 1), note="", **told)
    with pytest.raises(Refusal, match="最多 200 个字，现在有 300 个"):
        actions.record_aid(given=True, seen_on=LATER.date(), note="多" * 300, **told)
    actions.record_aid(given=False, seen_on=LATER.date(), note="材料还没有备齐", **told)
    actions.record_aid(given=True, seen_on=LATER.date(), note="", **told)
    row = Arrival.objects.get(pk=pk)
    assert (row.aid_given, row.aid_seen_on) == (True, LATER.date())
    with pytest.raises(Refusal, match="已经登记"):
        actions.record_aid(given=True, seen_on=LATER.date(), note="", **told)


@pytest.mark.parametrize(
    "subject", ["王大力 13812345678 讨薪", "一三八〇〇〇〇一一一一要求退费", "联系人王大力讨薪"]
)
def test_a_subject_that_points_at_a_person_is_refused_at_its_field(published, subject):
    with pytest.raises(Refusal, match="写到了人") as told:
        actions.arrive(
            day_id=published.day, came=Came(2, moment(9), subject=subject), by=CLERK, at=moment(9, 30)
        )
    assert list(told.value.by_field()) == ["subject"]
    with pytest.raises(Refusal, match="写到了人") as told:
        actions.book(
            day_id=published.day,
            wish=actions.Wish("phone", subject, 2, no_telephone=True),
            by=CLERK,
            at=published.at,
        )
    assert list(told.value.by_field()) == ["subject"]
