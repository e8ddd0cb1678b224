"""A statistician enters a notice, answers it, and a figure from outside; a leader reads on a telephone."""

from datetime import timedelta

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.kernel import clock

pytestmark = pytest.mark.browser


def narrow(page) -> bool:
    return width(page) <= PHONE[0]


def test_a_notice_is_entered_and_answered(page, sample):
    last = clock.today().replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    desk = page("statistician")
    desk.goto("/figures/")
    desk.get_by_role("link", name="上级通报", exact=True).click()
    assert violations(desk) == []
    desk.get_by_role("link", name="登记通报").click()
    assert violations(desk) == []
    desk.get_by_label("发通报的机关").fill("市信访局")
    desk.get_by_label("文号").fill("蓉信通〔2026〕8号")
    desk.get_by_label("通报日期").fill(str(last))
    desk.get_by_label("通报的时段，从").fill(str(before.replace(day=1)))
    desk.get_by_label("到", exact=True).fill(str(before))
    desk.get_by_label("到市集体访 批").fill("2")
    desk.get_by_role("button", name="登记通报").click()
    assert "要一起填" in desk.locator(".error-summary").inner_text()
    assert violations(desk) == []
    desk.get_by_label("到市集体访 人次").fill("13")
    desk.get_by_role("button", name="登记通报").click()
    desk.wait_for_url("**/upward/*/")
    desk.get_by_label("办理没有到位").check()
    desk.get_by_label("事项编号").fill(sample.routed)
    desk.get_by_label("查看到的情况").fill("告知晚了六天，已经补告知。")
    desk.get_by_role("button", name="登记查看结果").click()
    assert "办理没有到位" in desk.locator(".steps").inner_text()
    assert violations(desk) == []
    leader = page("leader", size=PHONE, theme="dark")
    leader.goto("/upward/")
    assert "还不知道" in leader.locator(".claims").inner_text()
    assert violations(leader) == []
    assert narrow(leader)
    leader.get_by_role("link", name="蓉信通〔2026〕8号").click()
    assert narrow(leader)
    assert leader.get_by_text(sample.routed).count() == 0  # who does not keep notices sees no answer
    assert violations(leader) == []


def test_a_figure_from_outside_is_entered_and_quoted(page, sample):
    last = clock.today().replace(day=1) - timedelta(days=1)
    desk = page("statistician", size=PHONE)
    desk.goto("/indicators/")
    assert violations(desk) == []
    assert narrow(desk)
    desk.get_by_role("link", name="登记一个数").click()
    desk.get_by_label("指标").select_option(label="地区生产总值同比增长（%）")
    desk.get_by_label("从", exact=True).fill(f"{last.year}-01-01")
    desk.get_by_label("到", exact=True).fill(str(last))
    desk.get_by_label("数值").fill("6.4")
    desk.get_by_label("来源日期").fill(str(clock.today()))
    desk.get_by_role("button", name="登记一个数").click()
    assert "请写数的来源" in desk.locator(".error-summary").inner_text()
    assert violations(desk) == []
    assert narrow(desk)
    desk.get_by_label("来源", exact=True).fill("区统计局快报")
    desk.get_by_role("button", name="登记一个数").click()
    desk.wait_for_url("**/indicators/")
    desk.goto(f"/figures/?year={last.year}")
    assert "区统计局快报" in desk.locator("[data-outside]").inner_text()
