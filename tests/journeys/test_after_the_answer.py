"""The unit calls back and records a settlement on its proof, the office takes it off; heads read ratings."""

from datetime import timedelta

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions
from xinfang.casework.petitions.models import Matter
from xinfang.casework.satisfaction.actions import rate
from xinfang.casework.satisfaction.models import CallBack, Invitation, Settlement
from xinfang.casework.satisfaction.rules import Answer
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
BY = Actor(1, "登记员1号")


@pytest.fixture
def answered(district, arrival, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path / "files"
    at = clock.now() - timedelta(days=2)
    told = actions.register(arrival(received_at=at), unit_id=district.root.pk, by=BY, at=at)
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    for verb in ("accept", "opine", "serve", "conclude"):
        perform(verb=verb, matter_ids=[told.matter_id], by=BY, at=at)
    rate(
        invitation_id=Invitation.objects.get().pk,
        petition_id=told.petition_id,
        answers=(Answer("office", "satisfied"), Answer("unit", "not_satisfied", "修了三次才修好")),
        by=Actor(None, "信访人"),
        at=at,
    )
    return told


def test_a_call_back_and_a_settlement_and_its_undoing(page, answered, district, tmp_path):
    letter = tmp_path / "承诺书.pdf"
    letter.write_bytes(b"%PDF-1.7\n%%EOF\n")
    tab = page("handler", unit=district.street)
    tab.goto(f"/matters/{answered.number}/")
    part = tab.locator("#afterwards")
    assert "不满意" in part.inner_text()
    assert "修了三次才修好" not in part.inner_text()
    part.get_by_role("link", name="登记回访").click()
    tab.get_by_role("button", name="登记回访").click()
    tab.get_by_role("alert").get_by_text("请选信访人怎么说").wait_for()
    assert violations(tab) == []
    tab.get_by_label("信访人怎么说").select_option("accepts")
    tab.get_by_label("说了什么").fill("问题解决了，没有别的要求。")
    tab.get_by_label("接下来").select_option("nothing")
    tab.get_by_role("button", name="登记回访").click()
    tab.get_by_text("回访已登记").wait_for()
    assert CallBack.objects.get().said == "accepts"

    tab.locator("#afterwards").get_by_role("link", name="登记息诉息访").click()
    tab.get_by_label("信访人怎么表示的").fill("书面表示认可，不再就此事信访。")
    tab.get_by_role("button", name="确认息诉息访").click()
    tab.wait_for_load_state()
    assert Settlement.objects.count() == 0
    tab.get_by_label("凭据文件").set_input_files(letter)
    tab.get_by_role("button", name="确认息诉息访").click()
    tab.get_by_text("已登记息诉息访").wait_for()
    assert Matter.objects.get(pk=answered.matter_id).settled_at
    assert "承诺书.pdf" in tab.locator("#afterwards").inner_text()
    assert violations(tab) == []

    clerk = page("clerk", size=PHONE)
    clerk.goto(f"/matters/{answered.number}/")
    assert width(clerk) == PHONE[0]
    clerk.locator("#afterwards").get_by_role("link", name="撤下息诉息访").click()
    clerk.get_by_label("为什么不再成立").fill("信访人表示没有签过字")
    clerk.get_by_role("button", name="确认息诉息访不再成立").click()
    clerk.get_by_text("已撤下息诉息访").wait_for()
    assert Settlement.objects.get().undone_why == "信访人表示没有签过字"
    assert Matter.objects.get(pk=answered.matter_id).settled_at is None


def test_the_head_reads_what_was_written_about_the_own_unit(page, answered, district):
    tab = page("unit_head", unit=district.street, size=PHONE)
    tab.goto("/ratings/")
    text = tab.locator("main").inner_text()
    assert "修了三次才修好" in text
    assert "已评 n = 1，可评 1" in text
    assert width(tab) == PHONE[0]
    assert violations(tab) == []
    tab.get_by_label("评价", exact=True).select_option("satisfied")
    tab.get_by_role("button", name="筛选").click()
    tab.get_by_text("没有符合这些条件的评价").wait_for()
    tab.get_by_role("link", name="看全部评价").click()
    tab.get_by_role("link", name=answered.number).click()
    assert "修了三次才修好" in tab.locator("#afterwards").inner_text()
