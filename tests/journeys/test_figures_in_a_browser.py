"""A statistician reads the year, opens a figure, and finds exactly the cases that it counts."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from tests.axe import width

from xinfang.casework.intake.actions import register_many
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
MAY = datetime(2008, 5, 14, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def year(district: Any, arrival: Any, at: datetime) -> None:
    """2008: 70 visits of two, a group of seven, a joint letter of nine, three letters; 2007: a letter."""
    arrivals = [arrival(cell="visit", head_count=2, received_at=MAY + timedelta(days=n)) for n in range(70)]
    arrivals += [arrival(cell="group_visit", head_count=7, received_at=MAY)]
    arrivals += [arrival(cell="joint_letter", head_count=9, received_at=MAY)]
    arrivals += [arrival(received_at=MAY.replace(month=month)) for month in (1, 5, 12)]
    arrivals += [arrival(received_at=MAY.replace(year=2007))]
    register_many(arrivals, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)


@pytest.mark.parametrize(("size", "theme"), [((1280, 800), "light"), ((360, 780), "dark")])
def test_a_figure_opens_exactly_its_cases(size: tuple[int, int], theme: str, page: Any, year: None) -> None:
    tab = page("statistician", size=size, theme=theme)
    tab.goto("/figures/?year=2008")
    assert width(tab) <= size[0]
    for key, value in (("visitors", 147), ("visit_batches", 71), ("group_visitors", 7), ("joint_letters", 1)):
        tab.goto("/figures/?year=2008")
        with tab.expect_navigation():
            tab.locator(f'[data-measure="{key}"] .value a').click()
        assert tab.locator("[data-value]").get_attribute("data-value") == str(value)
        numbers, heads = _all_pages(tab)
        assert len(numbers) == len(set(numbers))
        assert value == (heads if key in {"visitors", "group_visitors"} else len(numbers))


def _all_pages(tab: Any) -> tuple[list[str], int]:
    numbers: list[str] = []
    heads = 0
    while True:
        rows = tab.locator("[data-case]")
        numbers += rows.evaluate_all("rows => rows.map(row => row.dataset.case)")
        heads += sum(map(int, rows.locator("td:nth-child(4)").all_text_contents()))
        older = tab.locator('a[rel="next"]')
        if not older.count():
            return numbers, heads
        with tab.expect_navigation():
            older.click()


def test_the_two_columns_of_measures_end_at_one_height(page: Any, year: None) -> None:
    tab = page("statistician", size=(1280, 800))
    tab.goto("/figures/?year=2008")
    last = tab.locator(".sections > .column > .card:last-child")
    boxes = [last.nth(place).bounding_box() for place in (0, 1)]
    assert abs(boxes[0]["y"] + boxes[0]["height"] - boxes[1]["y"] - boxes[1]["height"]) < 1
    rows = tab.locator(".measures li").evaluate_all(
        "rows => rows.map(row => [row.offsetHeight, row.innerText])"
    )
    assert [text for height, text in rows if height >= 100] == []


def test_a_months_number_opens_that_months_cases(page: Any, year: None) -> None:
    tab = page("statistician")
    tab.goto("/figures/?year=2008")
    row = tab.locator('[data-chart="months"] tbody tr', has=tab.get_by_text("5月", exact=True))
    shown = int(row.locator("td").nth(0).inner_text())
    with tab.expect_navigation():
        row.locator("a").first.click()
    assert tab.locator("[data-case]").count() == shown == 2
    assert "5月" in tab.locator("h1").inner_text()


def test_the_definition_is_one_click_away(page: Any, year: None) -> None:
    tab = page("leader")
    tab.goto("/figures/?year=2008")
    rule = tab.locator('[data-measure="joint_letters"] .rule')
    rule.locator("summary").click()
    assert "五人以上署名" in rule.inner_text()
    assert "条例" in rule.inner_text()


def test_the_charts_are_drawn_redrawn_in_the_dark_and_saved(page: Any, year: None) -> None:
    tab = page("statistician", accept_downloads=True)
    tab.goto("/figures/?year=2008")
    canvas = tab.locator('[data-chart="months"] canvas')
    light = canvas.evaluate("each => each.toDataURL()")
    tab.locator('[data-switch="theme"]').click()
    assert canvas.evaluate("each => each.toDataURL()") != light
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with tab.expect_download() as waited:
            tab.locator(f'[data-chart="classes"] [data-save="{kind}"]').click()
        assert waited.value.path().read_bytes().startswith(begins)
    with tab.expect_download() as waited:
        tab.locator('[data-chart="months"] a', has_text="CSV").click()
    assert waited.value.suggested_filename == "2008年-月份.csv"


def test_the_picker_keeps_what_was_chosen(page: Any, year: None, district: Any) -> None:
    tab = page("statistician")
    tab.goto("/figures/?year=2008")
    tab.locator("select[name=stretch]").select_option("q2")
    tab.locator("select[name=unit]").select_option(str(district.street.pk))
    with tab.expect_navigation():
        tab.locator(".picker button").click()
    assert tab.locator("select[name=stretch]").input_value() == "q2"
    expect(tab.locator('[data-measure="received"] .value a')).to_have_text("0")
    assert "2008年第2季度 · 中和街道" in tab.locator(".page-head").inner_text()


def test_without_scripts_the_tables_say_everything(page: Any, year: None) -> None:
    tab = page("statistician", java_script_enabled=False)
    tab.goto("/figures/?year=2008")
    assert tab.locator('[data-chart="months"] tbody tr').count() == 12
    assert not tab.locator(".canvas").first.is_visible()
    told = json.loads(tab.locator("#months-data").text_content())
    assert re.search(r"月来件最多", told["title"])
