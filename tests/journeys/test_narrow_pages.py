"""On a telephone nothing stands beyond the right edge, and on a small desk the last column stays in sight."""

from datetime import datetime
from typing import Any

import pytest
from tests.axe import width

from xinfang.casework.intake import actions
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


@pytest.fixture
def letter(district: Any, arrival: Any, at: datetime) -> None:
    actions.register(arrival(), unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)


def _open(page: Any, role: str, size: tuple[int, int], language: str, address: str) -> Any:
    tab = page(role, size=size)
    tab.goto("/")
    tab.context.add_cookies([{"name": "django_language", "value": language, "url": tab.url}])
    tab.goto(address)
    return tab


@LANGUAGES
@pytest.mark.parametrize("address", ["/search/?q=王小明", "/import/"])
def test_a_telephone_shows_the_page_whole(address: str, language: str, page: Any, letter: None) -> None:
    tab = _open(page, "clerk", (360, 780), language, address)
    assert width(tab) == 360
    assert tab.locator(".found tbody tr").count() == (1 if "search" in address else 0)


@LANGUAGES
@pytest.mark.parametrize("address", ["/notices/", "/deliveries/?state=failed"])
def test_a_telephone_shows_notices_and_deliveries_whole(
    address: str, language: str, page: Any, sample: Any
) -> None:
    tab = _open(page, "the head", (360, 780), language, address)
    for summary in tab.locator("main summary").all():
        summary.click()
    assert tab.locator("main form").count() > 0
    assert width(tab) == 360


@LANGUAGES
@pytest.mark.parametrize("address", ["/notices/", "/deliveries/"])
def test_a_small_desk_shows_notices_and_deliveries_whole(
    address: str, language: str, page: Any, sample: Any
) -> None:
    tab = _open(page, "the head", (1024, 768), language, address)
    right = "[...document.querySelectorAll('main .card *')].map(e => e.getBoundingClientRect().right)"
    assert tab.evaluate(f"Math.max(...{right})") <= 1024


@LANGUAGES
def test_the_worklists_last_column_is_in_sight(language: str, page: Any, letter: None) -> None:
    tab = _open(page, "clerk", (1280, 800), language, "/worklist/")
    assert tab.locator("table.rows tbody tr").count() == 1
    assert (
        tab.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.list .table-wrap'))") == 0
    )


@LANGUAGES
def test_a_figures_cases_say_on_a_telephone_what_they_are_about(
    language: str, page: Any, letter: None, at: datetime
) -> None:
    tab = _open(page, "statistician", (360, 780), language, f"/figures/letters/cases/?year={at.year}")
    title = tab.locator("[data-case] td.title").first.bounding_box()
    assert title["x"] >= 0
    assert title["x"] + title["width"] <= 360
    assert tab.locator("[data-case] a").first.bounding_box()["height"] >= 24
