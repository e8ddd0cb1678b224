"""A backlog case in a browser: the list, the leader on a telephone with plan and step, the conclusion."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.backlog.models import BacklogCase
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock

pytestmark = pytest.mark.browser


def test_from_the_list_to_the_conclusion(page, sample):
    office, leader = page("office_head"), page("leader", size=PHONE)
    today = clock.today()
    office.goto("/backlog/new/")
    office.get_by_label("清单名称").fill("年底前化解的积案")
    assert violations(office) == []
    office.get_by_role("button", name="建立").click()
    assert "这份清单还是空的" in office.locator(".empty").inner_text()
    number = sample.followed.late.number
    office.goto(f"/matters/{number}/")
    office.get_by_role("link", name="列为积案…").click()
    office.get_by_label("列入哪份清单").select_option(label="年底前化解的积案")
    office.get_by_label("多次重复反映").check()
    assert violations(office) == []
    office.get_by_role("button", name="列为积案").click()
    office.wait_for_url("**/backlog/cases/*/")
    office.get_by_label("包案领导").select_option(index=1)
    office.get_by_role("button", name="确定包案领导").click()
    assert violations(office) == []

    leader.goto("/backlog/mine/")
    leader.get_by_role("link", name=number).click()
    leader.get_by_role("textbox", name="化解方案").fill("约物业和住户到场，十日内疏通并公示。")
    leader.get_by_label("化解期限").fill(f"{today.year + 1}-03-02")
    leader.get_by_label("第 1 步", exact=False).first.fill("约双方到场")
    leader.get_by_label("第 1 步的日期").fill(f"{today.year + 1}-02-02")
    assert violations(leader) == []
    assert width(leader) <= PHONE[0]
    leader.get_by_role("button", name="写化解方案").click()
    assert "约双方到场" in leader.locator("aside").last.inner_text()
    assert leader.get_by_label("哪一步").is_visible()  # what comes next stands open
    leader.get_by_label("哪一步").select_option(label="约双方到场")
    leader.get_by_label("做成了什么").fill("双方到场，定了施工日期。")
    leader.get_by_role("button", name="登记完成一步").click()
    assert "还没有把处理意见或者答复送达" in leader.locator("p.notice").inner_text()
    assert leader.get_by_role("button", name="办结积案").count() == 0
    Matter.objects.filter(number=number).update(state="served")
    leader.reload()
    assert leader.get_by_label("怎样化解的").is_visible()
    leader.get_by_label("诉求合理，解决到位").check()
    leader.get_by_label("怎样化解的").fill("下水道已疏通，住户签字认可。")
    leader.get_by_role("button", name="办结积案").click()
    assert "已办结" in leader.locator(".page-head").inner_text()
    assert violations(leader) == []
    assert BacklogCase.objects.get(matter__number=number).ending == "solved"
    office.goto("/backlog/")
    assert "1" in office.locator("table").inner_text()
    assert violations(office) == []
