"""A supervised matter in a browser: the order, the reply sent back, the reply accepted, the hold lifted."""

from datetime import timedelta

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.acts.actions import perform
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.browser
BY = Actor(None, "承办人")


def test_from_the_order_to_the_lifted_hold(page, sample, district):
    matter = Matter.objects.get(number=sample.followed.late.number)
    for verb in ("accept", "opine", "serve"):
        perform(verb=verb, matter_ids=[matter.pk], by=BY, at=clock.now())
    office, unit = page("office_head"), page("handler", unit=district.street, size=PHONE)
    office.goto(f"/matters/{matter.number}/")
    office.get_by_role("link", name="发出督办…").click()
    assert violations(office) == []
    office.get_by_label("不执行信访处理意见").check()
    office.get_by_label("实地督办").check()
    office.get_by_label("发现的问题").fill("意见说十日内疏通，至今没有人到场。")
    office.get_by_role("textbox", name="要求", exact=True).fill("三日内疏通，附照片回复。")
    office.get_by_label("回复期限").fill(f"{clock.today().year + 1}-03-02")
    office.get_by_role("button", name="发出督办").click()
    office.wait_for_url("**/supervision/orders/*/")
    with pytest.raises(Refusal, match="暂时不能办结"):
        perform(verb="conclude", matter_ids=[matter.pk], by=BY, at=clock.now())

    unit.goto("/supervision/orders/")
    assert unit.locator(".notices, body").first.is_visible()
    unit.get_by_role("link", name=matter.number).click()
    unit.get_by_label("回复", exact=True).fill("明天疏通，请放心。")
    assert width(unit) <= PHONE[0]
    unit.get_by_role("button", name="提交回复").click()

    office.reload()
    office.get_by_text("退回回复").click()
    office.get_by_label("退回的理由").fill("没有疏通，也没有照片")
    office.get_by_label("重新回复的期限").fill(f"{clock.today().year + 1}-03-05")
    assert violations(office) == []
    office.get_by_role("button", name="退回", exact=True).click()
    assert "待回复" in office.locator(".page-head").inner_text()

    unit.reload()
    unit.get_by_label("回复", exact=True).fill("已疏通二十米，照片附在事项里。")
    unit.get_by_role("button", name="提交回复").click()
    assert violations(unit) == []
    office.reload()
    office.get_by_role("button", name="审核通过，销号").click()
    assert "已销号" in office.locator(".page-head").inner_text()
    assert violations(office) == []
    perform(verb="conclude", matter_ids=[matter.pk], by=BY, at=clock.now())
    office.goto(f"/matters/{matter.number}/")
    assert "督办（中和街道）：销号" in office.locator(".timeline").inner_text()


def test_a_pasted_reply_that_is_too_long_is_all_there_before_and_after_it_is_refused(page, sample, district):
    unit = page("handler", unit=district.street)
    unit.goto(f"/supervision/orders/{sample.order}/")
    reply, typed = unit.get_by_label("回复", exact=True), "疏" * 2_100
    reply.fill("疏" * 1_500)
    assert unit.locator(".counting").count() == 0
    reply.evaluate(
        "(area, text) => { area.select(); document.execCommand('insertText', false, text); }", typed
    )
    assert reply.input_value() == typed
    told = "最多 2000 个字，现在有 2100 个"
    assert unit.locator(".counting.over").inner_text() == told
    unit.locator("p[role=status]", has_text=told).wait_for(state="attached")
    assert violations(unit) == []
    unit.get_by_role("button", name="提交回复").click()
    unit.locator(".error", has_text=told).wait_for()
    assert unit.get_by_label("回复", exact=True).input_value() == typed
    unit.get_by_label("回复", exact=True).fill("已疏通。")
    assert unit.locator(".counting").inner_text() == ""


def test_a_proposal_and_its_answer(page, sample, district):
    office, head = page("office_head"), page("unit_head", unit=district.street, size=PHONE)
    office.goto("/supervision/proposals/")
    office.get_by_role("link", name="提出建议").click()
    assert violations(office) == []
    office.get_by_label("改进工作建议").check()
    office.get_by_label("提给哪个单位").select_option(label="\u3000中和街道")
    office.get_by_label("标题").fill("路灯报修七日内到场")
    office.get_by_label("依据").fill("三个月内同类反映六件。")
    office.get_by_role("textbox", name="建议", exact=True).fill("报修七日内到场，结果上墙。")
    office.get_by_label("答复期限").fill((clock.today() + timedelta(days=30)).isoformat())
    office.get_by_role("button", name="提出建议").click()
    office.wait_for_url("**/supervision/proposals/*/")
    head.goto("/supervision/proposals/")
    head.get_by_role("link", name="路灯报修七日内到场").click()
    head.get_by_label("部分采纳").check()
    head.get_by_label("说明").fill("十日内到场，结果上墙。")
    assert violations(head) == []
    assert width(head) <= PHONE[0]
    head.get_by_role("button", name="提交答复").click()
    assert "部分采纳" in head.locator(".card").last.inner_text()
