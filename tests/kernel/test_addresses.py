"""Whoever is sent back to the address of a button comes to the page that the button stands on."""

import re
from typing import Any

import pytest
from django.urls import reverse

from xinfang.kernel.addresses import page_at


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/receptions/days/9/arrive/", "/receptions/days/9/"),
        ("/receptions/days/9/", "/receptions/days/9/"),
        ("/receptions/places/3/", "/receptions/"),
        ("/meetings/3/cancel/", "/meetings/3/"),
        ("/meetings/3/hold/", "/meetings/3/hold/"),
        ("/undo/", "/"),
        ("/there/is/none/such/", "/"),
        ("/", "/"),
    ],
)
def test_the_page_of_an_address(address: str, page: str) -> None:
    assert page_at(address) == page


def test_the_language_is_changed_on_the_page_of_a_refused_form(
    client: Any, posted: Any, sample: Any, district: Any
) -> None:
    client.force_login(posted("clerk", district.root, "clerk here"))
    day = f"/receptions/days/{sample.reception}/"
    page = client.post(f"{day}arrive/", {"head_count": 1, "visit": "1999-000001"})
    assert page.status_code == 422
    asked = re.findall(r'name="next" value="([^"]*)"', page.content.decode())
    assert asked == [day]
    answer = client.post(reverse("set_language"), {"next": asked[0], "language": "en"}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, day)


def test_the_switch_keeps_what_the_address_asks_for(client: Any, posted: Any, district: Any) -> None:
    client.force_login(posted("clerk", district.root, "clerk here"))
    page = client.get("/meetings/decisions/?all=1").content.decode()
    assert re.findall(r'name="next" value="([^"]*)"', page) == ["/meetings/decisions/?all=1"]


def test_a_sign_in_after_a_button_was_pressed_leads_to_its_page(client: Any, db: Any) -> None:
    answer = client.post("/receptions/days/9/arrive/", {"head_count": 1})
    assert answer.url.endswith("?next=/receptions/days/9/")


def test_what_is_undone_from_a_refused_form_leads_to_its_page(
    client: Any, posted: Any, district: Any
) -> None:
    client.force_login(posted("clerk", district.root, "clerk here"))
    came = "http://testserver/receptions/days/9/arrive/?x=1"
    answer = client.post("/undo/", {"acts": "x"}, headers={"referer": came})
    assert answer.url == "/receptions/days/9/"


def test_the_citizens_switches_lead_to_the_page_of_the_button(client: Any, db: Any) -> None:
    answer = client.post(reverse("portal:size"), {"next": reverse("portal:booked_cancel")})
    assert answer.url == reverse("portal:booked")


def test_the_words_of_a_button_lead_to_its_page(client: Any, posted: Any, district: Any) -> None:
    client.force_login(posted("clerk", district.root, "clerk here"))
    page = client.get("/receptions/days/9/arrive/")
    assert page.status_code == 405
    assert 'href="/receptions/days/9/"' in page.content.decode()
