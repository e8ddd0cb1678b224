"""The browser fixture itself: a page opens signed in, in the theme asked for."""

import pytest
from tests.axe import width

pytestmark = pytest.mark.browser


def test_a_clerk_opens_the_first_page_in_the_dark(page):
    tab = page("clerk", theme="dark", size=(360, 780))
    tab.goto("/")
    assert tab.locator("html").get_attribute("data-theme") == "dark"
    assert tab.locator("nav.rail").is_visible()
    assert tab.url.endswith("/")


def test_a_visitor_is_sent_to_sign_in(page):
    tab = page("")
    tab.goto("/")
    assert "/accounts/login/" in tab.url


def test_a_telephone_has_five_doors_in_a_row_and_the_rest_behind_the_last(page):
    tab = page("office_head", size=(360, 780))
    tab.goto("/")
    tabs = tab.locator("nav.rail .rail-foot")
    assert tabs.locator("> a, > details").count() == 5
    assert width(tab) <= 360
    widths = tabs.evaluate("bar => [bar.scrollWidth, bar.clientWidth]")
    assert widths[0] <= widths[1]
    assert not tabs.get_by_role("link", name="督办").is_visible()
    tabs.locator("summary").focus()
    tab.keyboard.press("Enter")
    tabs.get_by_role("link", name="督办").click()
    tab.wait_for_url("**/supervision/**")
    assert "on" in (tabs.locator("summary").get_attribute("class") or "")


def test_a_desk_sees_the_doors_in_sections(page):
    tab = page("office_head", size=(1280, 800))
    tab.goto("/")
    rail = tab.locator("nav.rail")
    assert rail.get_by_role("group", name="督促化解").get_by_role("link").count() == 3
    assert not rail.locator(".rail-foot").is_visible()
