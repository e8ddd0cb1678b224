"""A bell that asks for something is settled for all who were asked, once one of them has done it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.casework.receptions.conftest import HEAD, planned

from xinfang.casework.acts import actions as acts
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.intake.actions import register
from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.actions import ask_withdrawal
from xinfang.casework.receptions import actions as receptions
from xinfang.casework.rota import actions as rota
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice
from xinfang.registers.calendars.actions import change_day

__all__ = ["planned"]
BY = Actor(987_654_321, "登记员1号")
PDF = b"%PDF-1.7\n%%EOF\n"


def unread(*kinds):
    """The titles of what is unread inside, in order; of these kinds."""
    rows = Notice.objects.filter(user_id__isnull=False, read_at=None, kind__in=kinds).order_by("pk")
    return [row.title for row in rows]


def test_a_plan_that_one_approved_waits_for_no_other(planned):  # noqa: F811
    rota.submit(plan_id=planned.plan, by=BY, at=planned.at)
    assert len(unread("plan.moved")) == 2
    rota.approve(plan_id=planned.plan, by=HEAD, at=planned.at)
    assert [title.endswith("可以公布") for title in unread("plan.moved")] == [True] * len(
        unread("plan.moved")
    )
    rota.return_plan(plan_id=planned.plan, reason="国庆前后请错开安排", by=HEAD, at=planned.at)
    rota.submit(plan_id=planned.plan, by=BY, at=planned.at + timedelta(hours=1))
    assert all("请您批准" in title for title in unread("plan.moved"))
    assert len(unread("plan.moved")) == 2


def test_a_letter_that_one_head_signed_and_no_other_letter_of_the_matter(told, go, district, posted, at):
    found, heads = told(), [posted("unit_head", district.street, name) for name in ("one head", "another")]
    go(found, "accept")
    first, second = (
        Document.objects.create(matter_id=found.matter_id, kind="opinion", unit=district.street)
        for _n in range(2)
    )

    def move(letter, step, by=99):
        moved = DocumentMoved(letter.pk, found.matter_id, district.street.pk, "opinion", step, at, by)
        with transaction.atomic():
            events.publish(moved)

    for letter in (first, second):
        move(letter, "submit")
    assert len(unread("staff.to_sign")) == 4
    move(first, "check")
    assert len(unread("staff.to_sign")) == 4
    move(first, "sign", heads[0].pk)
    rows = Notice.objects.filter(kind="staff.to_sign", read_at=None)
    assert {(row.once.split(":")[1], row.user_id) for row in rows} == {
        (str(second.pk), head.pk) for head in heads
    }


@pytest.fixture
def ordered(told, go, district, posted, at, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    found = told()
    go(found, "accept")
    district.matter = found.matter_id
    for n in range(2):
        posted("office_head", district.root, f"office {n}")
        posted("handler", district.street, f"handler {n}")
    what = supervision.Ordered(
        unit_id=district.street.pk, cause="late", means="phone", found="受理后四十天没有任何调查记录。",
        demand="十日内完成鉴定并书面回复。", due_on=at.date() + timedelta(days=10),
    )  # fmt: skip
    district.order = supervision.order(matter_id=found.matter_id, ordered=what, by=BY, at=at)
    return district


def test_an_order_that_one_answered_and_a_reply_that_one_checked(ordered, at):
    order, asked, replied = ordered.order, "supervision.ordered", "supervision.replied"
    supervision.press(order_id=order, kind="urge", text="请抓紧回复这件督办", by=BY, at=at)
    assert (len(unread(asked)), len(unread("supervision.urged"))) == (2, 2)
    supervision.reply(order_id=order, text="已到现场查看，下周完成鉴定。", by=BY, at=at)
    assert (unread(asked, "supervision.urged"), len(unread(replied))) == ([], 2)
    day = at.date() + timedelta(days=20)
    supervision.send_back(order_id=order, reason="没有写鉴定的日期", due_on=day, by=BY, at=at)
    assert (unread(replied), len(unread("supervision.returned"))) == ([], 2)


@pytest.mark.parametrize("decide", ["press", "withdraw"])
def test_what_becomes_of_an_order_is_decided_once(ordered, at, decide):
    asked = {"file_name": "撤回申请.pdf", "file": PDF, "reason": "问题已经解决"}
    acts.withdraw(matter_id=ordered.matter, by=BY, at=at, **asked)
    kind, who = "supervision.matter_withdrawn", {"order_id": ordered.order, "by": BY, "at": at}
    assert len(unread(kind)) == 2
    supervision.reply(text="已到现场查看，下周完成鉴定。", **who)
    assert len(unread(kind)) == 2  # the unit decides nothing
    if decide == "press":
        supervision.press(kind="interview", text="约谈了街道分管负责人", **who)
    else:
        supervision.withdraw(reason="信访人已经撤回", **who)
    assert unread(kind) == []


def test_an_instruction_that_was_answered_and_an_answer_that_was_read(district, posted, at):
    leader = posted("leader", district.root)
    for n in range(2):
        posted("handler", district.department, f"handler {n}")
        posted("clerk", district.root, f"clerk {n}")
    asking = Asking("matter", district.root.pk, leader.pk, subject="路灯不亮")
    proposed = {"proposal": "拟请修复。", "unit_id": district.department.pk, "due_on": date(2026, 10, 30)}
    pk = instructions.ask(asking=asking, by=BY, at=at, **proposed)
    told = Told("请三日内修复。", district.department.pk, date(2026, 10, 30))
    who = {"instruction_id": pk, "by": BY, "at": at}
    assert len(unread("instruction.asked")) == 1
    instructions.give(told=told, dictated=True, **who)
    assert (unread("instruction.asked"), len(unread("instruction.given"))) == ([], 2)
    instructions.answer(text="已到现场修复路灯。", **who)
    assert (unread("instruction.given"), len(unread("instruction.answered"))) == ([], 3)
    instructions.send_back(reason="没有写修复的日期。", **who)
    assert (unread("instruction.answered"), len(unread("instruction.returned"))) == ([], 2)
    instructions.answer(text="十月十六日已修复路灯。", **who)
    instructions.finish(**who)
    assert unread("instruction.returned", "instruction.answered") == []


def test_a_withdrawal_that_one_completed(told, go, district, posted, at, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    found = told()
    posted("clerk", district.root)
    go(found, "accept")
    by = Actor(None, "信访人")
    ask_withdrawal(reason="", petition_id=found.petition_id, matter_id=found.matter_id, by=by, at=at)
    assert unread("staff.withdrawal")
    signed = {"file_name": "撤回申请.pdf", "file": PDF, "reason": "问题已经解决"}
    acts.withdraw(matter_id=found.matter_id, by=BY, at=at, **signed)
    assert unread("staff.withdrawal") == []


def test_a_day_that_rests_is_settled_when_the_last_of_them_is_decided(planned, posted):  # noqa: F811
    posted("clerk", planned.district.root)
    for act, by in ((rota.submit, BY), (rota.approve, HEAD), (rota.publish, BY)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    who = {"reason": "节日期间照常接访", "by": BY, "at": planned.at}
    other = rota.insert_day(plan_id=planned.plan, place=planned.place, day=date(2026, 10, 22), **who)
    Notice.objects.update(read_at=planned.at)
    change_day(day=date(2026, 10, 20), working=False, name="放假", by=BY, at=planned.at)
    change_day(day=date(2026, 10, 22), working=False, name="放假", by=BY, at=planned.at)
    asked = len(unread("plan.moved"))
    assert asked
    rota.keep_day(day_id=planned.day, **who)
    assert len(unread("plan.moved")) == asked  # the other day is still undecided
    receptions.move_day(day_id=other, to_day=date(2026, 10, 23), **who)
    assert unread("plan.moved") == []


@pytest.mark.parametrize("how", ["withdraw", "accept"])
def test_units_that_were_to_supervise_together_are_done_with_the_order(ordered, posted, at, how):
    posted("handler", ordered.department)
    what = supervision.Ordered(
        unit_id=ordered.street.pk, cause="late", means="joint", found="受理后四十天没有任何调查记录。",
        demand="十日内完成鉴定并书面回复。", due_on=at.date() + timedelta(days=10),
        partner_ids=[ordered.department.pk],
    )  # fmt: skip
    supervision.withdraw(order_id=ordered.order, reason="改为联合督办", by=BY, at=at)
    order = supervision.order(matter_id=ordered.matter, ordered=what, by=BY, at=at)
    who = {"order_id": order, "by": BY, "at": at}
    supervision.reply(text="已到现场查看，下周完成鉴定。", **who)
    assert unread("supervision.together")
    if how == "withdraw":
        supervision.withdraw(reason="这件不用再督办了", **who)
    else:
        supervision.accept(**who)
    assert unread("supervision.together") == []


def test_a_letter_that_was_sent_back_and_is_void_asks_for_nothing(told, go, district, posted, at):
    found, writer = told(), posted("handler", district.street, "writer")
    go(found, "accept")
    letter = Document.objects.create(
        matter_id=found.matter_id, kind="opinion", unit=district.street, drafted_by=writer.pk
    )

    def move(step):
        moved = DocumentMoved(letter.pk, found.matter_id, district.street.pk, "opinion", step, at, 99)
        with transaction.atomic():
            events.publish(moved)

    move("send_back")
    assert unread("staff.sent_back")
    move("void")
    assert unread("staff.sent_back") == []


def test_an_instruction_that_leaves_its_matter_is_still_owed_and_one_that_is_left_there_is_not(
    district, posted, at
):
    leader = posted("leader", district.root)
    posted("handler", district.department)
    asking = Asking("reception", district.root.pk, leader.pk, subject="路灯不亮")
    told = Told("请三日内修复。", district.department.pk, date(2026, 10, 30))
    pk = instructions.instruct(asking=asking, told=told, by=BY, at=at, dictated=True)
    words = {"instruction_id": pk, "reason": "归错了来访", "by": BY, "at": at}
    instructions.unbind(subject="路灯不亮", settled=False, **words)
    assert len(unread("instruction.given")) == 1
    assert len(unread("instruction.unbound")) == 2  # the unit, the leader
    instructions.leave(**words)
    assert unread("instruction.given") == []


def test_a_unit_that_may_not_have_it_owes_nothing_and_the_leader_hears_that_it_waits(
    district, posted, arrival, at
):
    leader = posted("leader", district.root)
    posted("handler", district.street)
    secret = register(
        arrival(title="检举", purpose="accusation", accused_unit_id=district.street.pk),
        unit_id=district.root.pk, by=BY, at=at,
    )  # fmt: skip
    asking = Asking("reception", district.root.pk, leader.pk, subject="路灯不亮")
    told = Told("请三日内修复。", district.street.pk, date(2026, 10, 30))
    pk = instructions.instruct(asking=asking, told=told, by=BY, at=at, dictated=True)
    assert (len(unread("instruction.given")), unread("instruction.asked")) == (1, [])
    instructions.bind(instruction_id=pk, matter_id=secret.matter_id, by=BY, at=at)
    assert unread("instruction.given") == []
    (bell,) = Notice.objects.filter(kind="instruction.asked", read_at=None)
    assert (bell.user_id, bell.subject, "检举" in bell.title) == (leader.pk, "", False)
    assert "重新批示" in bell.title
