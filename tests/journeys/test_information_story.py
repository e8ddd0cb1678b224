"""A community's report becomes item no. 1, goes up as a numbered document, and comes back with feedback."""

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.bulletins.models import Item, Report

pytestmark = pytest.mark.browser


def fits(tab) -> bool:
    return width(tab) == PHONE[0]


def test_from_a_telephone_in_the_community_to_the_higher_office_and_back(
    page, district, posted, settings, tmp_path
):
    settings.XINFANG_FILES = tmp_path
    worker = page("informant", unit=district.community, size=PHONE)
    worker.goto("/")
    worker.get_by_role("link", name="报一条信息").first.click()
    assert fits(worker)
    assert violations(worker) == []
    assert worker.get_by_label("在哪里").input_value() == "朝阳社区"
    worker.get_by_label("什么情况").fill("三栋楼外墙瓷砖脱落，住户电话13912340217，担心余震。")
    worker.get_by_label("大约多少人").fill("120")
    worker.get_by_role("button", name="上报").click()
    assert "第 15 个字起有电话号码" in worker.locator(".error-summary").inner_text()
    worker.get_by_label("什么情况").fill("三栋楼外墙瓷砖脱落，住户担心余震，多次询问什么时候鉴定。")
    worker.get_by_label("群众的愿望").fill("尽快鉴定，公布时间表。")
    worker.get_by_label("紧急").check()
    worker.get_by_role("button", name="上报").click()
    assert "信息〔" in worker.locator("h1").inner_text()
    assert fits(worker)

    street = page("handler", unit=district.street, size=PHONE)
    street.goto("/bulletins/")
    assert "还没有签收" in street.locator(".entries").inner_text()
    street.get_by_role("link", name="信息〔").click()
    street.get_by_role("button", name="签收（中和街道）").click()
    assert "街道" in street.locator(".moves").inner_text() or street.locator(".moves li").count() == 2
    assert fits(street)
    assert violations(street) == []
    street.get_by_role("button", name="属实，上报上一级").click()

    clerk = page("clerk")
    clerk.goto("/bulletins/")
    clerk.get_by_label("选择").check()
    clerk.get_by_role("button", name="选中的编成一条信息").click()
    clerk.get_by_label("标题").fill("震后住房鉴定的情况和建议")
    clerk.get_by_label("建议").fill("请市里协调鉴定力量，先公布顺序。")
    assert violations(clerk) == []
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_role("button", name="送审").click()

    head = page("office_head", size=PHONE)
    head.goto("/bulletins/items/")
    head.get_by_role("link", name="未编号").click()
    assert fits(head)
    assert violations(head) == []
    head.get_by_role("button", name="签发并报送").click()
    assert "云溪区信访信息〔" in head.locator(".marks").inner_text()
    with head.expect_download() as taken:
        head.get_by_role("link", name="下载 PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")

    clerk.reload()
    clerk.get_by_label("签收人或者收文号").fill("收文12号")
    clerk.get_by_role("button", name="登记上级签收").click()
    clerk.get_by_label("上级的反馈").fill("已转住建部门研究，请继续跟踪。")
    clerk.get_by_role("button", name="登记上级的反馈").click()

    worker.goto(f"/bulletins/{Report.objects.get().pk}/")
    told = worker.locator(".became").inner_text()
    assert Item.objects.get().number in told
    assert "已转住建部门研究，请继续跟踪。" in told
    assert fits(worker)
