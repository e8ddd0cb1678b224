"""A topic is opened and confirmed; a meeting takes it up; what it decides is done by its unit."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.meetings.models import Decision, Meeting
from xinfang.kernel import clock
from xinfang.registers.calendars.queries import calendar

pytestmark = pytest.mark.browser


def test_from_what_people_bring_to_a_decision_that_is_done(page, sample, district):
    office = page("office_head")
    office.goto("/topics/new/")
    office.get_by_label("专题名称").fill("物业收费")
    office.get_by_label("从哪天开始").fill("2026-01-01")
    office.get_by_label("关键词").fill("物业收费")
    office.get_by_label("突出问题").fill("收费不公示：公示")
    assert violations(office) == []
    office.get_by_role("button", name="设立").click()
    office.get_by_role("link", name="确认 ").click()
    assert violations(office) == []
    office.get_by_label("选择").first.check()
    office.get_by_role("button", name="选中的属于").click()
    office.goto("/topics/")
    office.get_by_role("link", name="物业收费", exact=True).click()
    assert "收费不公示" in office.locator("main").inner_text()
    assert violations(office) == []

    day = calendar().next_working(clock.today())
    office.goto("/meetings/new/")
    office.get_by_label("会议名称").fill("研究物业收费")
    office.get_by_label("日期").fill(day.isoformat())
    office.get_by_label("主持人").fill("管委会主任")
    office.get_by_label("参加的人").fill("信访局局长")
    office.get_by_label("物业收费：收费不公示").check()
    assert violations(office) == []
    office.get_by_role("button", name="安排", exact=True).click()
    meeting = Meeting.objects.get(title="研究物业收费")
    Meeting.objects.filter(pk=meeting.pk).update(day=clock.today())
    office.goto(f"/meetings/{meeting.pk}/")
    office.get_by_role("link", name="登记会议情况").click()
    office.get_by_label("管委会主任", exact=True).check()
    office.get_by_label("研究的情况").fill("听取了物业收费的情况，研究了公示的办法。")
    first = office.get_by_role("group", name="第 1 项决定")
    first.get_by_label("决定").fill("半月内公示收费依据和账目")
    first.get_by_label("责任单位").select_option(label="中和街道")
    first.get_by_label("期限").fill(calendar().add_working(day, 10).isoformat())
    assert violations(office) == []
    office.get_by_role("button", name="登记，决定发给责任单位").click()

    unit = page("handler", unit=district.street, size=PHONE)
    unit.goto("/meetings/decisions/")
    assert width(unit) == PHONE[0]
    assert violations(unit) == []
    mine = unit.locator(".entries > li", has_text="半月内公示收费依据和账目")
    mine.get_by_label("怎样落实的").fill("收费依据和账目已在小区公示。")
    mine.get_by_role("button", name="报告落实情况").click()

    office.goto("/meetings/decisions/")
    row = office.locator(".entries > li", has_text="收费依据和账目已在小区公示。")
    row.get_by_role("button", name="认定落实").click()
    assert Decision.objects.get(meeting=meeting).state == "done"
