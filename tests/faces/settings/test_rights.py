"""Who may open the settings pages, and what they say when asked for what is out of reach."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

PAGES = (
    "/settings/",
    "/settings/units/import/",
    "/settings/people/",
    "/settings/calendar/",
    "/settings/calendar/2027/",
    "/settings/classes/",
)
OTHERS = ("clerk", "handler", "unit_head", "office_head", "leader", "statistician", "auditor")


@pytest.mark.parametrize("address", PAGES)
def test_an_administrator_opens_each_page(client, posted, district, address):
    client.force_login(posted("admin", district.root))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_all_others_are_told_which_right_they_lack(client, posted, district, role):
    client.force_login(posted(role, district.root))
    for address in (*PAGES, f"/settings/units/{district.street.pk}/", "/settings/people/1/"):
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "维护单位、人员和日历" in answer.text


def test_a_visitor_is_sent_to_sign_in(client, db):
    for address in PAGES:
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_a_unit_out_of_reach_is_not_there_and_not_changed(client, posted, district):
    client.force_login(posted("admin", district.street))
    address = f"/settings/units/{district.other.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"act": "door", "address": "别处"}).status_code == 404
    district.other.refresh_from_db()
    assert district.other.address == ""
    assert client.get(f"/settings/units/{district.community.pk}/").status_code == 200


def test_a_person_out_of_reach_is_not_there(client, posted, district):
    other = posted("handler", district.other)
    client.force_login(posted("admin", district.street))
    assert client.get(f"/settings/people/{other.pk}/").status_code == 404
    assert "桂溪街道" not in client.get("/settings/people/").text


def test_an_administrator_of_a_street_imports_no_tree_and_changes_no_calendar(client, posted, district):
    client.force_login(posted("admin", district.street))
    sheet = {"act": "take", "sheet": _csv("编码,名称,类别\nX,某区,区\n")}
    assert "由全区管理员导入" in client.post("/settings/units/import/", sheet).text
    day = {"act": "day", "day": "2026-11-02", "working": "0", "name": ""}
    assert "由全区管理员维护" in client.post("/settings/calendar/2026/", day).text


def _csv(text: str):
    return SimpleUploadedFile("units.csv", text.encode())


def test_the_page_of_a_far_year_is_not_there(client, posted, district):
    client.force_login(posted("admin", district.root))
    assert client.get("/settings/calendar/3000/").status_code == 404
