"""Targets are written; a unit head objects on a telephone; the office answers; an opinion is read."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser


def narrow(page) -> bool:
    return width(page) <= PHONE[0]


def test_targets_are_written_and_issued(page, sample):
    office = page("office_head")
    office.goto("/figures/")
    office.get_by_role("link", name="年度考核").click()
    assert violations(office) == []
    office.get_by_role("link", name="编制考核").click()
    office.get_by_label("按期办结率：分值").fill("31")
    office.get_by_role("button", name="保存").click()
    assert "合计应为 100" in office.locator(".error-summary").inner_text()
    assert violations(office) == []
    office.get_by_label("按期办结率：分值").fill("30")
    office.get_by_role("button", name="保存").click()
    office.get_by_role("button", name="下达").click()
    assert "已下达" in office.locator(".page-head").inner_text()
    assert violations(office) == []


def test_a_line_is_objected_to_and_corrected(page, sample, district):
    head, office = page("unit_head", unit=district.street, size=PHONE), page("office_head", theme="dark")
    head.goto(f"/appraisal/{sample.scheme}/")
    assert narrow(head)
    assert violations(head) == []
    head.get_by_role("link", name="责任单位及时受理率").click()
    head.get_by_label("哪里算错了，凭什么").fill("有一件事项当时已电话告知。")
    assert violations(head) == []
    head.get_by_role("button", name="提出异议").click()
    assert "等待答复" in head.locator(".steps").inner_text()
    assert narrow(head)
    office.goto(f"/appraisal/{sample.scheme}/")
    assert violations(office) == []
    office.get_by_role("link", name="中和街道 责任单位及时受理率").click()
    office.get_by_label("采纳，更正").check()
    office.get_by_label("更正后达到的").fill("1")
    office.get_by_label("更正后的基数").fill("1")
    office.get_by_label("理由").fill("告知有录音为证，应计入。")
    office.get_by_role("button", name="答复").click()
    assert "已更正" in office.locator(".page-head").inner_text()
    assert violations(office) == []


def test_an_opinion_is_drawn_and_read(page, sample):
    office = page("office_head", size=PHONE)
    office.goto("/appraisal/checks/")
    assert violations(office) == []
    assert narrow(office)
    office.get_by_role("link", name=sample.followed.done.number).click()
    for label in ("事实查清", "写明法律", "每一项请求", "告知复查", "送达有凭证"):
        office.get_by_label(label).check()
    assert violations(office) == []
    assert narrow(office)
    office.get_by_role("button", name="登记评查").click()
    office.wait_for_url("**/appraisal/checks/")
    assert "合格" in office.locator("main").inner_text()
