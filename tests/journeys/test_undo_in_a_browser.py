"""What has no legal effect can be taken back for ten seconds: by a button, by z, without scripts."""

import pytest
from tests.axe import violations

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter

pytestmark = pytest.mark.browser


def running() -> list[tuple[object, ...]]:
    return sorted(Clock.objects.filter(state="open").values_list("matter_id", "rule", "due_on"))


def forward(tab, number: str, district) -> None:
    tab.goto(f"/matters/{number}/acts/forward/")
    tab.get_by_label("送往").select_option(str(district.street.pk))
    tab.get_by_role("button", name="确认转送").click()
    tab.wait_for_url(f"**/matters/{number}/")


def test_z_takes_it_back_and_the_clocks_are_as_before(page, sample, district):
    before = running()
    tab = page("office_head")
    forward(tab, sample.waiting, district)
    assert running() != before
    toast = tab.locator(".undoing")
    assert "已转送" in toast.inner_text()
    assert violations(tab) == []
    tab.keyboard.press("z")
    tab.get_by_text("已撤销 1 件的操作").wait_for()
    assert running() == before
    assert Matter.objects.get(number=sample.waiting).state == "registered"
    assert "撤销了刚才的操作：转送" in tab.locator(".timeline").inner_text()


def test_it_stands_for_ten_seconds_and_z_does_nothing_afterwards(page, sample, district):
    tab = page("office_head")
    tab.clock.install()
    forward(tab, sample.waiting, district)
    tab.clock.run_for(5_000)
    assert tab.locator(".undoing").is_visible()
    tab.clock.run_for(5_000)
    assert tab.locator("[data-undo]").count() == 0
    tab.keyboard.press("z")
    assert Matter.objects.get(number=sample.waiting).state == "routed"


def test_it_does_not_go_away_under_somebodys_hands(page, sample, district):
    tab = page("office_head")
    tab.clock.install()
    forward(tab, sample.waiting, district)
    tab.locator(".undoing button").focus()
    tab.clock.run_for(10_100)
    assert tab.locator(".undoing").is_visible()
    tab.locator("#search").focus()
    assert tab.locator(".undoing").count() == 0


def test_without_scripts_it_is_a_button_in_the_message(page, sample, district):
    before = running()
    tab = page("office_head", java_script_enabled=False)
    forward(tab, sample.waiting, district)
    assert tab.locator(".fuse").is_hidden()
    tab.locator("#messages").get_by_role("button", name="撤销").click()
    assert "已撤销 1 件的操作" in tab.locator("#messages").inner_text()
    assert running() == before


def test_the_bar_burns_down_only_where_motion_is_welcome(page, sample, district):
    tab = page("office_head")
    forward(tab, sample.waiting, district)
    name = "e => getComputedStyle(e).animationName"
    assert tab.locator(".fuse").evaluate(name) == "none"
    tab.emulate_media(reduced_motion="no-preference")
    assert tab.locator(".fuse").evaluate(name) == "burn"


def test_a_merger_is_seen_on_both_cases_and_undone(page, sample):
    before = running()
    tab = page("office_head")
    tab.goto("/worklist/?state=registered&channel=letter")
    numbers = [each for each in tab.locator("td.number a").all_inner_texts() if each != sample.accusation]
    tab.goto(f"/matters/{numbers[0]}/")
    tab.get_by_text("其他办理").click()
    tab.get_by_role("link", name="并入另一事项…").click()
    tab.locator("[name=number]").fill(numbers[1])
    tab.get_by_label("为什么并案").fill("同一小区的同一件事")
    tab.get_by_role("button", name="确认并入另一事项").click()
    assert numbers[1] in tab.get_by_role("alert").inner_text()  # what it is, before it is merged into
    tab.get_by_role("button", name="确认并入另一事项").click()
    assert "随另一事项一起办理" in tab.locator(".next").inner_text()
    tab.locator(".part").get_by_role("link", name=numbers[1]).click()
    assert f"{numbers[0]} 并到这里一起办理" in tab.locator(".timeline").inner_text()
    assert running() != before
    tab.goto(f"/matters/{numbers[0]}/acts/unmerge/")
    tab.get_by_role("button", name="确认取消并入").click()
    tab.wait_for_url(f"**/matters/{numbers[0]}/")
    assert running() == before
