"""The browser fixture itself: a page opens signed in, in the theme asked for."""

import pytest

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
