"""A case of 2008 is entered from its papers, from registration to its review, under the rules of 2005."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.axe import violations

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.models import Posting, User

pytestmark = pytest.mark.browser
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_from_registration_to_the_review(page, sample, district, arrival):
    told = intake.register(
        arrival(received_at=OLD), unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=clock.now()
    )
    tab = page("clerk")
    clerk = User.objects.get(username=f"clerk-{district.root.code}")
    seats = {"handler": district.street, "unit_head": district.street}
    for role, unit in (seats | {"reviewer": district.root, "office_head": district.root}).items():
        Posting.objects.create(user=clerk, role=role, unit=unit, valid_from=date(2004, 1, 1))

    def enters(label, **fields):
        tab.goto(f"/matters/{told.number}/")
        tab.get_by_text("其他办理").click()
        tab.get_by_role("link", name="补录纸上办的步骤…").click()
        assert violations(tab) == []
        tab.get_by_role("link", name=f"{label}…", exact=True).click()
        assert "《信访条例》（2005）" in tab.locator("main").inner_text()
        assert "2022" not in tab.locator("main form").inner_text()
        for name, value in fields.items():
            field = tab.locator(f"[name={name}]")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        assert violations(tab) == []
        tab.get_by_role("button", name=f"确认补录{label}").click()

    def entered():
        tab.wait_for_url(f"**/matters/{told.number}/")
        assert "2022" not in tab.locator(".next").inner_text()

    enters("转送", done_on="2008-10-01", to_unit="\u3000中和街道")
    tab.get_by_role("alert").get_by_text("不能早于收到信访事项的日期").wait_for()
    tab.locator("[name=done_on]").fill("2008-10-10")
    tab.get_by_role("button", name="确认补录转送").click()
    entered()
    letter = {"text": "经核实，墙体开裂系施工引起，由施工单位修缮。", "issued_by": "中和街道办事处"}
    enters("受理", done_on="2008-10-20", **letter)
    entered()
    enters("作出处理意见", done_on="2008-12-10", served_on="2008-12-12", result="予以支持", **letter)
    entered()
    shown = tab.locator("main").inner_text()
    assert "已办结" in tab.locator(".identity").inner_text()
    assert "纸上办理" in shown
    assert "（2022）" not in shown
    matter = Matter.objects.get(number=told.number)
    assert (matter.state, matter.result) == ("concluded", "support")
    assert not Clock.objects.filter(matter=matter, rule__endswith="2022").exists()
    enters("申请复查", done_on="2008-12-20", via="来信", text="没有到现场查看，事实不清。")
    entered()
    decided = {"text": "经审查，原意见事实清楚，依据正确。", "issued_by": "云溪区人民政府"}
    enters("作出复查意见", done_on="2009-01-10", served_on="2009-01-14", result="维持", **decided)
    entered()
    matter.refresh_from_db()
    assert matter.state == "review_concluded"
    assert not Clock.objects.filter(matter=matter, rule__endswith="2022").exists()
