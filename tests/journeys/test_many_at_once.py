"""A letter split into three; all that match assigned; marks; by keyboard alone; nothing beyond the edge."""

from datetime import timedelta

import pytest
from tests.axe import violations, width
from tests.faces.case.conftest import BY, lead

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.marks.models import Marking
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock

pytestmark = pytest.mark.browser
# Stage of the case, and an act that can be done there by the office or by the street's handler.
PAGES = [
    ("registered", "forward"), ("registered", "assign"), ("registered", "merge"), ("registered", "split"),
    ("registered", "report_up"), ("registered", "withdraw"), ("objected", "take_back"), ("objected", "keep"),
    ("disputed", "rule"), ("accepted", "involve"), ("reported", "return_report"),
]  # fmt: skip
UNITS_OWN = [("routed", "object"), ("kept", "escalate"), ("accepted", "hear"), ("assigned", "report_back")]


def test_one_letter_becomes_three_matters_each_with_its_own_clock(page, sample):
    tab = page("office_head")
    tab.goto(f"/matters/{sample.waiting}/acts/split/")
    tab.locator("[name=title-1]").fill("路灯不亮")
    tab.locator("[name=title-2]").fill("电梯停用")
    tab.get_by_role("button", name="再加一件").click()
    assert tab.locator("[name=title-2]").input_value() == "电梯停用"
    assert tab.locator("[name=title-3]").input_value() == ""
    assert violations(tab) == []
    tab.get_by_role("button", name="确认分出事项").click()
    parts = [f"{sample.waiting}-2", f"{sample.waiting}-3"]
    for part in parts:
        tab.goto(f"/matters/{sample.waiting}/")
        tab.locator(".part").get_by_role("link", name=part).click()
        assert "登记并分送" in tab.locator(".clock").inner_text()
        assert f"从 {sample.waiting} 分出" in tab.locator(".timeline").inner_text()
    own = Clock.objects.filter(matter__number__in=[sample.waiting, *parts], state="open")
    assert sorted(own.values_list("matter__number", flat=True)) == [sample.waiting, *parts]
    assert len(set(own.values_list("due_on", flat=True))) == 1


def test_rows_are_added_without_scripts_too(page, sample):
    tab = page("office_head", java_script_enabled=False)
    tab.goto(f"/matters/{sample.waiting}/acts/split/")
    tab.locator("[name=title-1]").fill("路灯不亮")
    tab.get_by_role("button", name="再加一件").click()
    assert tab.locator("[name=title-1]").input_value() == "路灯不亮"
    assert tab.locator("[name=title-3]").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_all_that_match_are_assigned_with_a_day_and_taken_back_as_one(page, sample, district, scripts):
    tab = page("office_head", java_script_enabled=scripts)
    tab.goto("/worklist/?state=registered")
    waiting = int(tab.locator(".tab.on i").inner_text())
    tab.locator("input[name=matter]").first.check()
    tab.get_by_role("checkbox", name=f"全部 {waiting} 件（符合当前条件）").check()
    if scripts:
        assert tab.locator("[data-selected]").inner_text() == f"已选：全部 {waiting} 件（符合当前条件）"
    tab.get_by_role("button", name="分送…").click()
    assert f"一共 {waiting} 件都会分送" in tab.locator(".notice.warning").inner_text()
    assert not tab.locator("[name=due_on]").is_visible()
    tab.get_by_label("交办，要求报结果").check()
    tab.get_by_label("送往").select_option(str(district.other.pk))
    tab.locator("[name=due_on]").fill(str(clock.today() + timedelta(days=40)))
    if scripts:
        assert violations(tab) == []
    tab.get_by_role("button", name=f"确认分送 {waiting} 件").click()
    told = tab.locator("#messages")
    barred = 2  # they accuse that very unit
    assert f"已分送 {waiting - barred} 件" in told.inner_text()
    assert f"{barred} 件没有分送" in told.inner_text()
    put = Assignment.objects.filter(unit=district.other, kind="assign", state="running")
    assert put.count() == waiting - barred
    told.get_by_role("button", name="撤销").click()
    assert f"已撤销 {waiting - barred} 件的操作" in tab.locator("#messages").inner_text()
    assert Matter.objects.filter(state="registered").count() == waiting
    assert not put.exists()


def test_a_mark_is_put_on_with_enter_and_undone_with_z(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/?state=registered")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    tab.locator(".selection summary").click()
    tab.get_by_label("标记", exact=True).last.fill("涉灾")
    assert violations(tab) == []
    tab.keyboard.press("Enter")
    tab.get_by_text("已给 2 件加上标记“涉灾”").wait_for()
    assert tab.locator("td .tag.mark").count() == 2
    tab.keyboard.press("z")
    tab.get_by_text("已撤销 2 件的操作").wait_for()
    assert not Marking.objects.exists()


def test_from_the_list_to_the_act_and_back_by_keyboard_alone(page, sample):
    tab = page("office_head")
    keys = tab.keyboard
    tab.goto("/worklist/?state=registered&channel=letter")
    keys.press("j")
    number = tab.locator("tr.cur td.number").inner_text()
    keys.press("Enter")
    tab.wait_for_url(f"**/matters/{number}/**")
    _tab_to(tab, "转送…")
    keys.press("Enter")
    tab.wait_for_url("**/acts/forward/**")
    _tab_to(tab, "送往")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    _tab_to(tab, "确认转送")
    keys.press("Enter")
    tab.wait_for_url(f"**/matters/{number}/")
    assert Matter.objects.get(number=number).state == "routed"
    keys.press("z")
    tab.get_by_text("已撤销 1 件的操作").wait_for()
    _tab_to(tab, "其他办理")
    keys.press("Enter")
    _tab_to(tab, "信访人撤回…")
    assert Matter.objects.get(number=number).state == "registered"


def _tab_to(tab, name: str) -> None:
    """Press Tab until what has the focus is called that."""
    said = "e => (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText || '').trim()"
    for _press in range(80):
        tab.keyboard.press("Tab")
        if tab.locator(":focus").count() and tab.locator(":focus").evaluate(said).startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_an_act_breaks_a_rule_or_scrolls_sideways_on_a_telephone(
    page, district, arrival, settings, tmp_path, theme
):
    settings.XINFANG_FILES = tmp_path
    now, numbers = clock.now(), {}
    for stage in dict.fromkeys(stage for stage, _verb in (*PAGES, *UNITS_OWN)):
        told = intake.register(arrival(received_at=now), unit_id=district.root.pk, by=BY, at=now)
        lead(told.matter_id, stage, district, now)
        numbers[stage] = told.matter_number
    office = page("office_head", size=(360, 780), theme=theme)
    unit = page("handler", unit=district.street, size=(360, 780), theme=theme)
    broken = []
    for tab, pages in ((office, PAGES), (unit, UNITS_OWN)):
        for stage, verb in pages:
            tab.goto(f"/matters/{numbers[stage]}/acts/{verb}/")
            assert tab.locator("form.ask").count() == 1, verb
            wide = width(tab)
            broken += [f"{verb} is {wide} wide"] if wide > 360 else []
            broken += [f"{verb}: {fault}" for fault in violations(tab)]
    for stage, number in numbers.items():
        office.goto(f"/matters/{number}/")
        broken += [f"{stage}: {fault}" for fault in violations(office)]
        assert width(office) <= 360
    assert broken == []
