"""C10, C11, C17, C18: the list and the first page with hands on the keyboard."""

import re

import pytest
from playwright.sync_api import expect
from tests.axe import violations, width

from xinfang.casework.petitions.models import Matter

pytestmark = pytest.mark.browser


def current(tab) -> str:
    return tab.locator("tr.cur td.number").inner_text()


def test_j_and_k_move_enter_opens_and_u_goes_back_into_the_filter(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/?state=registered")
    tab.keyboard.press("j")
    first = current(tab)
    tab.keyboard.press("j")
    assert current(tab) != first
    tab.keyboard.press("k")
    assert current(tab) == first
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/matters/*/?state=registered")
    assert tab.locator(".identity strong").inner_text() == first
    tab.keyboard.press("]")
    tab.wait_for_url(lambda url: first not in url)
    assert tab.url.endswith("?state=registered")
    tab.keyboard.press("[")
    tab.wait_for_url(f"**/{first}/?state=registered")
    tab.keyboard.press("u")
    tab.wait_for_url("**/worklist/?state=registered")


def test_x_and_shift_select_rows_and_the_bar_sends_them_after_one_question(page, sample, district):
    tab = page("office_head")
    tab.goto("/worklist/?state=registered&channel=letter")
    bar = tab.locator(".selection")
    assert not bar.is_visible()
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    assert "已选 1 件" in bar.inner_text()
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("Shift+X")
    assert "已选 3 件" in bar.inner_text()
    bar.get_by_role("button", name="分送…").click()
    tab.get_by_role("button", name="确认分送 3 件").wait_for()
    assert violations(tab) == []
    tab.get_by_label("送往").select_option(str(district.street.pk))
    tab.get_by_role("button", name="确认分送 3 件").click()
    told = tab.locator("#messages").inner_text()
    assert "已分送 2 件" in told
    assert f"{sample.accusation} 在中和街道还没有可以查看并办理检举控告的人" in told


def test_a_range_is_ticked_with_the_mouse_and_shift(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/")
    ticks = tab.locator("input[name=matter]")
    ticks.nth(0).click()
    ticks.nth(3).click(modifiers=["Shift"])
    expect(tab.locator("input[name=matter]:checked")).to_have_count(4)
    tab.get_by_role("button", name="取消选中").click()
    assert not tab.locator(".selection").is_visible()


def test_a_filter_becomes_chips_and_a_chip_takes_it_away(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/")
    everything = tab.locator("tbody tr").count()
    tab.get_by_role("combobox", name="状态").select_option("routed")
    with tab.expect_navigation():
        tab.get_by_role("button", name="筛选").click()
    shown = tab.locator("tbody tr")
    assert 0 < shown.count() == Matter.objects.filter(state="routed").count() < everything
    tab.get_by_role("link", name="去掉条件：状态 已分送，待受理").click()
    expect(tab.locator("tbody tr")).to_have_count(everything)


def test_a_filter_is_kept_as_a_tab(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/?channel=phone")
    tab.get_by_text("存为标签").click()
    tab.get_by_label("名称").fill("来电")
    tab.get_by_role("button", name="保存").click()
    assert tab.locator(".tab.on").inner_text().startswith("来电")


def test_columns_and_density_are_remembered(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/")
    tab.locator(".columns summary").click()
    tab.get_by_role("checkbox", name="下一步").uncheck()
    tab.get_by_role("checkbox", name="状态").check()
    tab.get_by_role("button", name="状态上移").click()
    tab.get_by_role("button", name="记住这些列").click()
    tab.wait_for_load_state()
    heads = tab.locator("thead th").all_inner_texts()
    assert "下一步" not in heads
    assert "状态" in heads
    low = tab.locator("tbody tr").first.bounding_box()["height"]
    tab.get_by_role("button", name="宽松").click()
    assert tab.locator("tbody tr").first.bounding_box()["height"] > low
    tab.reload()
    assert tab.locator("html").get_attribute("data-density") == "roomy"


def test_the_sheet_of_keys_lists_those_of_the_page_and_switches_them_off(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/")
    tab.keyboard.press("?")
    sheet = tab.locator("#keys")
    assert violations(tab) == []
    assert "选中所在行" in sheet.inner_text()
    sheet.get_by_label("关闭单键快捷键").check()
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    expect(tab.locator("tr.cur")).to_have_count(0)


def test_keys_are_quiet_while_a_field_has_the_focus(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/")
    tab.get_by_label("标题或编号").focus()
    tab.keyboard.type("jx")
    assert tab.get_by_label("标题或编号").input_value() == "jx"
    expect(tab.locator("tr.cur")).to_have_count(0)


def test_the_first_page_counts_and_its_cards_are_lists(page, sample):
    tab = page("office_head")
    tab.goto("/")
    cards = tab.locator(".counts a")
    assert cards.count() == 4
    cards.nth(3).click()
    assert tab.locator(".counts a.on").inner_text().startswith("退回给我的")
    for place in range(4):
        cards.nth(place).click()
        counted = int(tab.locator(".counts a.on strong").inner_text())
        assert tab.locator("tbody tr").count() == counted
    tab.locator(".counts a", has=tab.locator("strong", has_text=re.compile("[1-9]"))).first.click()
    late = tab.locator(".state.late, .state.soon, .state.ok").first
    assert late.locator("svg").count() == 1
    assert late.inner_text().strip()


@pytest.mark.parametrize("size", [(360, 780), (1280, 800)])
@pytest.mark.parametrize(
    "path", ["/", "/worklist/", "/matters/{waiting}/", "/matters/{waiting}/acts/forward/"]
)
def test_no_page_scrolls_sideways(page, sample, size, path):
    tab = page("office_head", size=size)
    tab.goto(path.format(waiting=sample.waiting))
    assert width(tab) <= size[0]


def test_everything_works_without_scripts(page, sample, district):
    tab = page("office_head", java_script_enabled=False)
    tab.goto("/worklist/?state=registered")
    tab.get_by_role("row").filter(has_text=sample.waiting).locator("input[name=matter]").check()
    tab.get_by_role("button", name="分送…").click()
    tab.get_by_label("送往").select_option(str(district.street.pk))
    tab.get_by_role("button", name="确认分送 1 件").click()
    assert "已分送 1 件" in tab.locator("#messages").inner_text()
