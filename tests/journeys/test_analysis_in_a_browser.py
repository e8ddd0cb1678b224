"""A statistician crosses two dimensions, opens a number, keeps the view, takes table and picture away."""

import io
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from tests.axe import violations, width

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
MAY = datetime(2008, 5, 14, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def year(district: Any, arrival: Any, at: datetime) -> None:
    """2008: 60 visits of two, a group of seven, three letters; 2007: two letters. Half are in a street."""
    arrivals = [arrival(cell="visit", head_count=2, received_at=MAY + timedelta(days=n)) for n in range(60)]
    arrivals += [arrival(cell="group_visit", head_count=7, received_at=MAY)]
    arrivals += [arrival(received_at=MAY.replace(month=month)) for month in (1, 5, 12)]
    arrivals += [arrival(received_at=MAY.replace(year=2007, month=month)) for month in (5, 6)]
    register_many(arrivals, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    half = Matter.objects.order_by("pk").values_list("pk", flat=True)[::2]
    Matter.objects.filter(pk__in=list(half)).update(place_unit=district.community)


def test_from_the_figures_to_a_cell_to_its_cases(page: Any, year: None) -> None:
    tab = page("statistician", java_script_enabled=False)
    tab.goto("/figures/?year=2008")
    tab.get_by_role("link", name="交叉表").click()
    tab.locator("select[name=measure]").select_option("visitors")
    tab.locator("select[name=rows]").select_option("size")
    tab.locator("select[name=columns]").select_option("month")
    tab.get_by_role("button", name="查看").click()
    assert "来访 127 人次" in tab.locator("h1").inner_text()
    row = tab.locator("table.cross tbody tr", has_text="2 至 4 人")
    cell = row.locator("td", has=tab.locator("a")).first  # months without anything open nothing
    shown = int(cell.inner_text())
    cell.locator("a").click()
    assert tab.locator("[data-value]").get_attribute("data-value") == str(shown)
    assert sum(map(int, tab.locator("[data-case] td:nth-child(4)").all_inner_texts())) == shown
    assert "2 至 4 人 · 5月" in tab.locator("h1").inner_text()


def test_a_view_is_kept_and_comes_back(page: Any, year: None) -> None:
    tab = page("statistician")
    tab.goto("/figures/analysis/?year=2008&measure=received&rows=street&columns=channel")
    tab.get_by_text("存为视图").click()
    tab.get_by_label("名称").fill("街道看来件")
    tab.get_by_role("button", name="保存").click()
    assert "已存为“街道看来件”" in tab.locator("#messages").inner_text()
    tab.goto("/figures/trend/?year=2008")
    tab.get_by_role("link", name="街道看来件").click()
    assert tab.locator("select[name=rows]").input_value() == "street"
    assert "2008年" in tab.locator(".page-head").inner_text()
    tab.get_by_role("button", name="删除视图“街道看来件”").click()
    expect(tab.get_by_role("link", name="街道看来件")).to_have_count(0)


def test_table_and_picture_are_taken_and_are_what_was_seen(page: Any, year: None) -> None:
    tab = page("statistician", accept_downloads=True)
    tab.goto("/figures/places/?year=2008&measure=received")
    seen = tab.locator("table.ranked tbody tr").all_inner_texts()
    with tab.expect_download() as waited:
        tab.locator(".card", has=tab.locator("table.ranked")).get_by_role("link", name="Excel").click()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(waited.value.path().read_bytes())).get_sheet_by_index(0)
    taken = [row for row in rows.to_python() if row[0] and isinstance(row[1], float)]
    assert [(row[0], int(row[1])) for row in taken][: len(seen)] == [
        (line.split()[0], int(line.split()[1])) for line in seen
    ]
    for name, begins in (("图 PNG", b"\x89PNG"), ("图 SVG", b"<svg")):
        with tab.expect_download() as waited:
            tab.get_by_role("link", name=name).first.click()
        assert waited.value.path().read_bytes().startswith(begins)


def test_a_months_number_is_that_months_cases_of_last_year_too(page: Any, year: None) -> None:
    tab = page("leader")
    tab.goto("/figures/trend/?year=2008&measure=received")
    assert "6月最多，30 件" in tab.locator("h1").inner_text()
    row = tab.locator("table.trend tbody tr").nth(4)
    assert row.locator("td").nth(1).inner_text() == "1"
    row.locator("td").nth(1).locator("a").click()
    expect(tab.locator("[data-case]")).to_have_count(1)
    assert re.search(r"2007年", tab.locator(".page-head").inner_text())


@pytest.mark.parametrize(
    ("size", "theme"), [((1280, 800), "light"), ((1280, 800), "dark"), ((360, 780), "dark")]
)
@pytest.mark.parametrize("address", ["analysis/?rows=street&columns=month&", "trend/?", "places/?"])
def test_pages_fit_and_can_be_read_by_all(
    address: str, size: tuple[int, int], theme: str, page: Any, year: None
) -> None:
    tab = page("statistician", size=size, theme=theme)
    tab.goto(f"/figures/{address}year=2008&measure=received")
    assert width(tab) <= size[0]
    assert violations(tab) == []
