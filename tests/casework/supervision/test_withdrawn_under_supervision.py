"""A petitioner may withdraw what is supervised: the office hears of it and decides."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts import actions as acts
from xinfang.casework.instructions.actions import Asking, Told, instruct
from xinfang.casework.instructions.reactions import tell_withdrawn
from xinfang.casework.petitions.events import MattersMoved, Moved
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision import actions
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

PDF = b"%PDF-1.7\n%%EOF\n"
UNIT = Actor(None, "街道承办人")  # who has the matter, and not the office
KIND = "supervision.matter_withdrawn"


@pytest.fixture
def supervised(
    registered: Any, go: Any, district: Any, posted: Any, at: Any, settings: Any, tmp_path: Any
) -> Any:
    settings.XINFANG_FILES = tmp_path
    told = registered()
    go(told.matter_id, "accept")
    district.head = posted("office_head", district.root, "supervises")
    ordered = actions.Ordered(
        unit_id=district.street.pk, cause="late", means="phone", found="受理后四十天没有任何调查记录。",
        demand="十日内完成鉴定并书面回复。", due_on=at.date() + timedelta(days=10),
    )  # fmt: skip
    district.order = actions.order(matter_id=told.matter_id, ordered=ordered, by=BY, at=at)
    district.matter = told.matter_id
    asked = {"file_name": "撤回申请.pdf", "file": PDF, "reason": "问题已经解决"}
    district.withdraw = lambda: acts.withdraw(matter_id=told.matter_id, by=UNIT, at=at, **asked)
    return district


def test_the_office_that_supervises_is_told_and_its_order_says_so(
    supervised: Any, client: Any, at: Any
) -> None:
    supervised.withdraw()
    (bell,) = Notice.objects.filter(kind=KIND, user_id=supervised.head.pk)
    assert (bell.subject_type, bell.subject_id) == ("order", supervised.order)
    assert bell.subject == Matter.objects.get(pk=supervised.matter).number
    client.force_login(supervised.head)
    page = client.get(reverse("workbench:supervision_order", args=[supervised.order])).content.decode()
    assert f"{at:%Y-%m-%d} 信访人撤回了这件事项" in page


def test_of_an_order_that_is_over_nobody_is_told(supervised: Any, at: Any) -> None:
    actions.withdraw(order_id=supervised.order, reason="已经当面解决了", by=BY, at=at)
    supervised.withdraw()
    assert not Notice.objects.filter(kind=KIND).exists()


def test_the_page_says_before_it_is_confirmed_that_the_matter_is_supervised(
    supervised: Any, client: Any, posted: Any, at: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    client.force_login(posted("clerk", supervised.root))
    number = Matter.objects.get(pk=supervised.matter).number
    page = client.get(f"/matters/{number}/acts/withdraw/").content.decode()
    assert f"正在督办（{at:%Y-%m-%d} {BY.label}提出，督办中和街道）" in page
    assert f"/supervision/orders/{supervised.order}/" in page
    actions.withdraw(order_id=supervised.order, reason="已经当面解决了", by=BY, at=at)
    assert "正在督办" not in client.get(f"/matters/{number}/acts/withdraw/").content.decode()


def test_the_leader_whose_instruction_runs_is_told_and_reads_it(
    supervised: Any, client: Any, posted: Any, at: Any
) -> None:
    leader = posted("leader", supervised.root)
    asking = Asking("reception", supervised.root.pk, leader.pk, "", supervised.matter)
    told = Told("请街道三日内到现场。", supervised.street.pk, at.date() + timedelta(days=10))
    pk = instruct(asking=asking, told=told, by=BY, at=at, dictated=True)
    client.force_login(leader)
    assert "信访人撤回了" not in client.get(f"/instructions/{pk}/").content.decode()
    supervised.withdraw()
    bell = Notice.objects.get(kind="instruction.matter_withdrawn")
    assert (bell.user_id, bell.subject_type, bell.subject_id) == (leader.pk, "instruction", pk)
    assert f"{at:%Y-%m-%d} 信访人撤回了这件事项" in client.get(f"/instructions/{pk}/").content.decode()


def test_of_an_accusation_the_leader_who_may_not_open_it_hears_nothing(
    supervised: Any, client: Any, posted: Any, at: Any
) -> None:
    leader, asked = posted("leader", supervised.root), posted("leader", supervised.root, "asked")
    told = Told("请街道三日内到现场。", supervised.street.pk, at.date() + timedelta(days=10))
    given = {"told": told, "by": BY, "at": at, "dictated": True}
    here = Asking("reception", supervised.root.pk, leader.pk, "", supervised.matter)
    pk = instruct(asking=here, **given)
    instruct(asking=replace(here, source="matter", leader_id=asked.pk), **given)
    event = MattersMoved("withdraw", (Moved(supervised.matter, 1, at, "studying", "appeal"),), at)
    accusation = {"purpose": "accusation", "confined": True, "accused": "outside", "state": "withdrawn"}
    Matter.objects.filter(pk=supervised.matter).update(**accusation)
    tell_withdrawn(event)
    assert [each.user_id for each in Notice.objects.filter(kind="instruction.matter_withdrawn")] == [asked.pk]
    client.force_login(leader)
    assert "信访人撤回了" not in client.get(f"/instructions/{pk}/").content.decode()
