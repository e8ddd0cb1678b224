"""A statistician makes the chapter of a year, another checks and issues it, and it stays what it was."""

import os
import re
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.axe import violations, width

from xinfang.casework.intake.actions import register_many
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
MAY = datetime(2008, 5, 14, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor(1, "登记员1号")
SHOTS = os.environ.get("XINFANG_TEST_SHOTS", "")


@pytest.fixture
def year(district: Any, arrival: Any, at: datetime) -> None:
    """2008: a group of seven, a joint letter of nine, three letters; 2007: a letter."""
    arrivals = [arrival(cell="group_visit", head_count=7, received_at=MAY)]
    arrivals += [arrival(cell="joint_letter", head_count=9, received_at=MAY)]
    arrivals += [arrival(received_at=MAY + timedelta(days=30 * n)) for n in range(3)]
    arrivals += [arrival(received_at=MAY.replace(year=2007))]
    register_many(arrivals, unit_id=district.root.pk, by=BY, at=at)


def made(tab: Any) -> str:
    """The address of the chapter of 2008, made in the browser."""
    tab.goto("/reports/")
    tab.get_by_role("link", name="出一份报告").first.click()
    tab.get_by_label("年鉴稿").check()
    tab.get_by_label("年份").select_option("2008")
    tab.get_by_label("供稿人").fill("石某")
    with tab.expect_navigation():
        tab.get_by_role("button", name="取数，写初稿").click()
    return str(tab.url)


def write(tab: Any, text: str, button: str = "保存") -> None:
    tab.get_by_label("正文", exact=True).fill(text)
    tab.get_by_role("button", name=button).click()


@pytest.mark.parametrize(("size", "theme"), [((1280, 800), "light"), ((360, 780), "dark")])
def test_the_chapter_is_read_and_each_figure_opens_its_cases(page, year, size, theme):
    tab = page("statistician", size=size, theme=theme)
    address = made(tab)
    assert "来访7人次" in re.sub(r"\s", "", tab.locator(".chapter").inner_text())
    assert width(tab) <= size[0]
    assert violations(tab) == []
    tab.locator(".cases", has_text="7人次").first.click()
    assert tab.locator("[data-value]").get_attribute("data-value") == "7"
    tab.goto(address + "differences/")
    assert "没有差异" in tab.inner_text("main")
    assert violations(tab) == []


KEEP_WHAT_IS_SEEN = """new MutationObserver(() => {
  const bar = document.querySelector(".long-wait");
  if (bar) sessionStorage.setItem("waited", bar.innerText);
}).observe(document.body, { childList: true, subtree: true })"""


def test_while_the_figures_are_counted_the_page_says_so_and_for_how_long(page, year):
    def late(asked: Any) -> None:
        if asked.request.method == "POST":
            time.sleep(2.5)
        asked.continue_()

    tab = page("statistician")
    tab.route("**/reports/new/", late)
    tab.goto("/reports/new/")
    tab.evaluate(KEEP_WHAT_IS_SEEN)
    tab.get_by_label("年鉴稿").check()
    tab.get_by_label("年份").select_option("2008")
    with tab.expect_navigation(url=re.compile(r"/reports/\d+/")):
        tab.get_by_role("button", name="取数，写初稿").click()
    said = tab.evaluate("sessionStorage.getItem('waited')")
    assert "正在取数" in said
    assert re.search(r"[1-9]\d* s", said)
    assert tab.locator(".long-wait").count() == 0


@pytest.mark.parametrize(("size", "theme"), [((1280, 800), "dark"), ((360, 780), "light")])
def test_the_bar_of_what_takes_long(page, size, theme):
    tab = page("statistician", size=size, theme=theme)
    tab.goto("/reports/new/")
    tab.evaluate("""() => {
      const link = Object.assign(document.createElement("a"), { href: "#content" });
      link.dataset.waits = "正在取数、写初稿，登记很多时要几秒。";
      document.body.append(link);
      link.click();
      link.remove();
    }""")
    tab.locator(".long-wait").get_by_text("2 s").wait_for()
    assert tab.locator(".long-wait").get_by_role("status").inner_text().startswith("正在取数")
    assert violations(tab) == []
    assert width(tab) <= size[0]
    if SHOTS:
        tab.screenshot(path=f"{SHOTS}/report-waits-{size[0]}.png")
    tab.locator(".long-wait").get_by_role("button", name="关闭").click()  # loading was stopped
    tab.wait_for_timeout(1200)
    assert tab.locator(".long-wait").count() == 0


def test_a_chapter_is_written_looked_at_checked_by_another_and_issued(page, year, district, arrival, at):
    tab = page("statistician")
    address = made(tab)
    tab.get_by_role("link", name="改正文").click()
    write(tab, "# 来信\n收到{{lettres}}。")
    assert "是不是 letters？" in tab.inner_text(".error-summary")
    write(tab, "# 来信\n收到来信{{letters}}。\n下访督导17起案件，息诉息访率达到54%。", "试看")
    assert "54%" in tab.locator("#looked [data-lint]").inner_text()
    assert violations(tab) == []
    write(tab, "# 来信\n收到来信{{letters}}，[[下降 letters|比上年少|比上年多]]。")
    assert "收到来信4件，比上年多。" in tab.locator(".chapter").inner_text()
    assert tab.get_by_role("button", name="核对无误").count() == 0
    head = page("office_head")
    head.goto(address)
    head.get_by_role("button", name="核对无误").click()
    head.get_by_role("button", name="签发").click()
    assert "已签发" in head.inner_text("main")
    with head.expect_download() as download:
        head.get_by_role("link", name="下载 txt").click()
    first = download.value.path().read_bytes()
    register_many([arrival(received_at=MAY)], unit_id=district.root.pk, by=BY, at=at)
    with head.expect_download() as download:
        head.get_by_role("link", name="下载 txt").click()
    assert download.value.path().read_bytes() == first
    head.get_by_role("link", name="与现在的登记比").click()
    row = head.locator('tr[data-measure="letters"]').inner_text().split()
    assert row[1:4] == ["4", "5", "1"]


def test_the_template_is_edited_and_its_help_names_every_measure(page, year):
    tab = page("statistician", theme="dark")
    tab.goto("/reports/texts/")
    tab.get_by_role("link", name="月报").click()
    tab.locator("summary", has_text="来信、网上和来电").click()
    assert "joint_letters" in tab.locator(".helping").inner_text()
    assert violations(tab) == []
    write(tab, "# 总体\n{{period}}收到{{received}}。")
    tab.goto("/reports/new/")
    tab.get_by_label("月报").check()
    tab.get_by_label("年份").select_option("2008")
    tab.get_by_label("季度或者月份").select_option("m5")
    tab.get_by_role("button", name="取数，写初稿").click()
    assert "2008年5月收到3件。" in tab.locator(".chapter").inner_text()
