"""A year is planned by rules, approved, published, noticed; a citizen sees it and books; a change is told."""

import os
from typing import Any

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE
from tests.sample import fill

from xinfang.casework.receptions.models import NoticePlace, ReceptionDay, ReceptionPlan
from xinfang.kernel import clock

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("XINFANG_TEST_SHOTS", "")


def test_a_year_planned_and_published(page: Any, district: Any, settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path
    year = clock.today().year + 1
    leader, clerk = page("leader"), page("clerk")
    clerk.goto("/receptions/")
    clerk.get_by_label("年份").select_option(str(year))
    clerk.get_by_role("button", name="编制计划").click()
    form = clerk.locator("form[action$='/rule/']")
    form.get_by_label("领导", exact=True).select_option(label="leader 1号")
    form.get_by_label("职务（公布用）").fill("党工委书记")
    form.get_by_label("每月").select_option("2")
    form.get_by_label("星期").select_option("1")
    form.get_by_label("地点").fill("1号接待室")
    form.get_by_role("button", name="安排").click()
    clerk.get_by_text("已安排 12 天").wait_for()
    assert violations(clerk) == []
    form.get_by_label("领导", exact=True).select_option(label="leader 1号")
    form.get_by_label("每月").select_option("2")
    form.get_by_label("星期").select_option("1")
    form.get_by_label("地点").fill("2号接待室")
    form.get_by_role("button", name="安排").click()  # the same leader at the same hour
    assert "不能同时再排一场" in clerk.locator(".error-summary").inner_text()
    assert ReceptionDay.objects.count() == 12
    clerk.get_by_role("button", name="报批").click()

    plan = ReceptionPlan.objects.get()
    leader.goto(f"/receptions/plans/{plan.pk}/")
    leader.get_by_role("button", name="批准").click()
    leader.get_by_text("已批准。").wait_for()
    clerk.goto(f"/receptions/plans/{plan.pk}/")
    clerk.get_by_role("button", name="公布").click()
    clerk.get_by_text("已公布，网上可以看到").wait_for()
    clerk.get_by_role("button", name="发 1 月公告").click()
    clerk.get_by_text("公告已经发出").wait_for()
    clerk.get_by_role("link", name="公告与张贴").click()
    clerk.get_by_text("登记候访大厅已张贴").click()
    clerk.get_by_role("button", name="已张贴").first.click()
    clerk.get_by_text("已登记张贴").wait_for()
    assert NoticePlace.objects.filter(posted_on=clock.today()).count() == 1
    assert violations(clerk) == []

    citizen = page("", size=PHONE)
    citizen.goto(f"/follow/receptions/?year={year}")
    assert citizen.locator(".doors li").count() == 12
    assert width(citizen) <= 360
    assert violations(citizen) == []
    citizen.locator(".doors a").first.click()
    citizen.get_by_label("您要反映什么").fill("小区电梯停运")
    citizen.get_by_label("怎么称呼您").fill("王先生 13912340217")
    citizen.get_by_role("button", name="预约").click()
    citizen.get_by_text("您是 1 号").wait_for()
    assert violations(citizen) == []

    first = ReceptionDay.objects.order_by("day").first()
    clerk.goto(f"/receptions/days/{first.pk}/")
    assert "小区电梯停运" in clerk.locator("main").inner_text()
    clerk.get_by_text("取消这一天").click()
    clerk.locator("form[action$='/cancel/'] textarea").fill("防汛值守，取消一次")
    clerk.get_by_role("button", name="取消并公布").click()
    clerk.get_by_text("已取消，并公布了原因").wait_for()
    citizen.goto(f"/follow/receptions/?year={year}")
    assert "防汛值守，取消一次" in citizen.locator("main").inner_text()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_it_is_whole_on_a_telephone(
    language: str, page: Any, district: Any, posted: Any, settings: Any, tmp_path: Any
) -> None:
    settings.XINFANG_FILES = tmp_path
    sample = fill(district, clock.now(), posted("office_head", district.root))
    tab = page("office_head", size=PHONE)
    tab.goto("/receptions/")
    tab.context.add_cookies([{"name": "django_language", "value": language, "url": tab.url}])
    for address in (
        "/receptions/",
        f"/receptions/plans/{sample.plan}/",
        f"/receptions/notices/{sample.month_notice}/",
        f"/receptions/notices/{sample.month_notice}/print/",
        f"/receptions/days/{sample.reception}/",
        f"/receptions/arrivals/{sample.arrival}/",
        f"/campaigns/{sample.campaign}/",
        "/campaigns/new/",
        "/instructions/",
        "/instructions/new/",
        f"/figures/reception_batches/cases/?year={clock.today().year}",
    ):
        tab.goto(address)
        for summary in tab.locator("main summary").all():
            summary.click()
        assert (address, width(tab)) == (address, 360)
        if SHOTS and language == "zh-hans":
            tab.screenshot(path=f"{SHOTS}/{address.strip('/').replace('/', '-')[:40]}.png", full_page=True)
