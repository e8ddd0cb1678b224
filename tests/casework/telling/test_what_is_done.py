"""A bell that asks for something is settled for all who were asked, once one of them has done it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.casework.receptions.conftest import HEAD, planned

from xinfang.casework.acts import actions as acts
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.actions import ask_withdrawal
from xinfang.casework.rota import actions as rota
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

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
