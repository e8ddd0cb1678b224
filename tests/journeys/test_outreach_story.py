"""A visit and a sweep in a browser, the units on a telephone."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.kernel import clock

pytestmark = pytest.mark.browser


def test_a_visit_down_with_a_case(page, sample, district):
    unit = page("handler", unit=district.street, size=PHONE)
    number = sample.followed.late.number
    unit.goto(f"/matters/{number}/")
    unit.get_by_role("link", name="安排下访…").click()
    unit.get_by_label("带队").fill("分管副主任")
    unit.get_by_label("到哪里").fill("朝阳社区")
    unit.get_by_label("要查清、解决什么").fill("看下水道哪里堵了。")
    assert violations(unit) == []
    assert width(unit) <= PHONE[0]
    unit.get_by_role("button", name="安排下访").click()
    unit.get_by_label("了解到的情况").fill("沉沙井满了，属实。")
    unit.get_by_label("商定怎样解决").fill("三日内清掏并复查。")
    unit.get_by_label("落实期限").fill(f"{clock.today().year + 1}-03-02")
    assert violations(unit) == []
    unit.get_by_role("button", name="登记下访").click()
    unit.get_by_label("落实的结果").fill("已经清掏，水流通畅。")
    unit.get_by_role("button", name="办结下访").click()
    assert "已办结" in unit.locator(".page-head").inner_text()
    assert violations(unit) == []


def test_a_sweep_from_the_task_to_the_last_report(page, sample, district):
    office, unit = page("office_head"), page("handler", unit=district.street, size=PHONE)
    office.goto("/sweeps/")
    assert violations(office) == []
    office.get_by_role("link", name="布置排查").click()
    office.get_by_label("排查名称").fill("汛期积水排查")
    office.get_by_label("排查哪类问题").fill("积水点")
    office.get_by_label("怎样报").fill("报地方、大约多少人、怎样处理。")
    office.get_by_label("报送期限").fill(f"{clock.today().year + 1}-05-01")
    office.get_by_label("中和街道").check()
    office.get_by_label("桂溪街道").check()
    assert violations(office) == []
    office.get_by_role("button", name="布置", exact=True).click()
    office.wait_for_url("**/sweeps/*/")
    assert office.get_by_text("还没有报").count() == 2
    unit.goto("/sweeps/")
    unit.get_by_role("link", name="汛期积水排查").click()
    unit.get_by_role("link", name="中和街道", exact=True).click()
    unit.get_by_label("在哪里").fill("渔溪桥下")
    unit.get_by_label("哪类问题").fill("桥洞积水")
    unit.locator("#find_what").fill("每逢大雨积水半米，致电 139 1234 0217。")
    unit.get_by_label("作为这个地方、这类问题继续关注").check()
    unit.get_by_label("哪天再看一次").fill(f"{clock.today().year + 1}-04-01")
    unit.get_by_role("button", name="记下一个问题").click()
    assert "不记人" in unit.locator(".error-summary").inner_text()
    unit.locator("#find_what").fill("每逢大雨积水半米。")
    unit.get_by_role("button", name="记下一个问题").click()
    assert "渔溪桥下" in unit.locator(".steps").inner_text()
    assert violations(unit) == []
    assert width(unit) <= PHONE[0]
    unit.locator("summary", has_text="报送").click()
    unit.get_by_label("排查情况").fill("沿河走了一遍，发现一处。")
    unit.get_by_role("button", name="报送", exact=True).click()
    office.reload()
    assert office.get_by_text("还没有报").count() == 1
    assert "桂溪街道" in office.locator("tbody tr").first.inner_text()
    assert violations(office) == []
