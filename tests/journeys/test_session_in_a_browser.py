"""A clerk who was called away: the warning before the session ends, and nothing lost after it."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from xinfang.casework.petitions.models import Petition
from xinfang.registers.organisations.models import Unit

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(page, district):
    tab = page("admin")
    tab.clock.install()
    tab.goto("/settings/")
    tab.fill("#id_name", "和平社区")
    return tab


def test_two_minutes_before_the_end_one_goes_on_with_one_key(tab):
    tab.clock.fast_forward((settings.SESSION_COOKIE_AGE - 150) * 1000)
    assert not tab.locator("#session").is_visible()
    tab.clock.fast_forward(60_000)
    tab.locator("#session [data-when=soon]").wait_for()
    assert tab.locator("#session [data-left]").inner_text().startswith("1:")
    tab.keyboard.press("Enter")
    tab.locator("#session").wait_for(state="hidden")
    tab.clock.fast_forward(600_000)
    assert not tab.locator("#session").is_visible()
    assert tab.input_value("#id_name") == "和平社区"


def test_after_the_end_a_new_sign_in_elsewhere_saves_the_filled_form(tab, district):
    Session.objects.all().delete()
    tab.clock.fast_forward((settings.SESSION_COOKIE_AGE + 60) * 1000)
    tab.locator("#session [data-when=over]").wait_for()
    tab.get_by_role("button", name="继续").click()
    assert tab.locator("#session [data-when=over]").is_visible()  # not signed in yet: the words stay
    elsewhere = tab.context.new_page()
    elsewhere.goto("/accounts/login/")
    elsewhere.fill("#id_login", "admin-YX")
    elsewhere.fill("#id_password", "correct-horse-9")
    elsewhere.get_by_role("button", name="登录", exact=True).click()
    elsewhere.locator("nav.rail").wait_for()
    tab.clock.run_for(3_000)  # this page notices by itself
    tab.locator("#session").wait_for(state="hidden")
    tab.select_option("#id_parent", str(district.street.pk))
    tab.fill("#id_code", "YX-ZH-02")
    tab.get_by_role("button", name="新增", exact=True).click()
    tab.locator(".notice.success").wait_for()
    assert Unit.objects.get(code="YX-ZH-02").name == "和平社区"


@pytest.mark.parametrize("keys", ["Control+Enter", "Alt+s"])
def test_a_letter_typed_after_the_end_is_not_sent_but_stays_and_is_saved_after_a_sign_in(page, keys):
    tab = page("clerk")
    tab.goto("/register/letter/")
    tab.fill("[name=name]", "王小明")
    tab.fill("[name=title]", "墙体开裂")
    kept = tab.context.cookies()
    tab.context.clear_cookies()
    tab.focus("[name=title]")
    tab.keyboard.press(keys)
    tab.locator("#session [data-when=over]").wait_for()
    assert tab.url.endswith("/register/letter/")
    assert tab.input_value("[name=title]") == "墙体开裂"
    assert "登录已过期" in tab.locator("#draft-said").inner_text()
    tab.context.add_cookies(kept)
    tab.get_by_role("button", name="继续").click()
    tab.locator("#session").wait_for(state="hidden")
    tab.focus("[name=title]")
    tab.keyboard.press(keys)
    tab.wait_for_selector(".receipt")
    assert Petition.objects.get().title == "墙体开裂"
