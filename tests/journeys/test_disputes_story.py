"""The office forwards, the unit objects, the office keeps, the unit asks the superior, the leader rules."""

import pytest
from tests.axe import violations

from xinfang.casework.petitions.models import Matter

pytestmark = pytest.mark.browser


def do(tab, number: str, label: str, /, **fields: str) -> None:
    """Open a case, press an act (behind 其他办理 or not), fill what is asked, confirm."""
    tab.goto(f"/matters/{number}/")
    link = tab.locator(".next").get_by_role("link", name=f"{label}…", exact=True)
    if not link.is_visible():
        tab.get_by_text("其他办理").click()
    link.click()
    for name, value in fields.items():
        field = tab.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    assert violations(tab) == []
    tab.get_by_role("button", name=f"确认{label}").click()
    tab.wait_for_url(f"**/matters/{number}/")


def test_whose_matter_it_is_from_the_first_objection_to_the_ruling(page, sample, district):
    number = sample.waiting
    office, unit, leader = page("office_head"), page("handler", unit=district.street), page("leader")
    do(office, number, "转送", to_unit="\u3000中和街道", reason="属地办理")

    do(unit, number, "提出异议", reason="物业收费归规划建设局监管", suggested_unit="\u3000规划建设局")
    assert "承办单位有异议" in unit.locator(".identity").inner_text()

    office.goto("/")
    office.get_by_role("link", name="异议与争议").click()
    assert "物业收费归规划建设局监管" in office.locator(".dispute").inner_text()
    assert violations(office) == []
    office.get_by_role("link", name=f"{number} 不同意退回").click()
    office.get_by_label("不同意退回的理由").fill("职责清单把日常监管列在街道")
    office.get_by_role("button", name="确认不同意退回").click()
    assert "不同意退回" in office.locator(".timeline").inner_text()

    do(unit, number, "提请裁定管辖", reason="两家对职责清单的理解不同")
    assert "管辖有争议" in unit.locator(".identity").inner_text()

    leader.goto("/")
    door = leader.locator(".rail").get_by_role("link", name="异议与争议")
    assert door.locator("i").inner_text().endswith("1")
    door.click()
    said = leader.locator(".dispute").inner_text()
    for words in ("物业收费归规划建设局监管", "职责清单把日常监管列在街道", "两家对职责清单的理解不同"):
        assert words in said
    leader.get_by_role("link", name=f"{number} 裁定承办单位").click()
    leader.get_by_label("由哪个单位承办").select_option(label="\u3000规划建设局")
    leader.get_by_label("裁定的理由").fill("收费监管属规划建设局法定职责")
    leader.get_by_role("button", name="确认裁定承办单位").click()
    leader.wait_for_url(f"**/matters/{number}/")
    assert "裁定由规划建设局承办" in leader.locator(".timeline").inner_text()

    ruled = page("handler", unit=district.department)
    ruled.goto(f"/matters/{number}/")
    assert "裁定" in ruled.locator(".places").inner_text()
    assert ruled.locator(".next").get_by_role("link", name="提出异议…").count() == 0
    unit.goto(f"/matters/{number}/")
    assert unit.locator(".identity").count() == 0  # the street has it no more
    assert Matter.objects.get(number=number).unit == district.department


def test_a_street_that_sent_it_on_answers_the_objection_of_its_community(page, sample, district):
    number = sample.waiting
    office, street = page("office_head"), page("clerk", unit=district.street)
    community = page("handler", unit=district.community)
    do(office, number, "转送", to_unit="\u3000中和街道", reason="属地办理")
    do(street, number, "改送", to_unit="\u3000\u3000朝阳社区", reason="社区先核实")

    do(community, number, "提出异议", reason="物业不在本社区范围内")
    community.locator(".identity").get_by_text("承办单位有异议").wait_for()
    assert community.locator(".next").get_by_role("link", name="不同意退回…", exact=True).count() == 0

    street.goto("/worklist/?waiting=returned")
    assert number in street.locator("main").inner_text()
    do(street, number, "同意退回转来的单位")
    assert "同意退回，回到中和街道" in street.locator(".timeline").inner_text()
    matter = Matter.objects.get(number=number)
    assert (matter.state, matter.unit) == ("routed", district.street)
    assert "中和街道" in street.locator(".places").inner_text()
    assert community.goto(f"/matters/{number}/").status == 404

    do(street, number, "改送", to_unit="\u3000\u3000朝阳社区", reason="地址核对过了，就在社区范围内")
    assert Matter.objects.get(number=number).unit == district.community
