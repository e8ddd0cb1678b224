"""The code opens a petition for half an hour in one browser, and nothing else does."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.faces.portal.conftest import BY

from xinfang.casework.petitions.models import Petition
from xinfang.faces.portal import entering
from xinfang.kernel import clock

pytestmark = pytest.mark.django_db
PAGES = ("", "rate/", "information/", "withdraw/", "consent/")


@pytest.mark.parametrize("page", PAGES)
def test_without_the_code_every_page_asks_for_it_and_tells_nothing(client, letter, page):
    told = letter()
    for number in (told.number, "2026-9999"):
        answer = client.get(f"/follow/{number}/{page}")
        assert answer.status_code == 404
        body = answer.content.decode()
        assert f'value="{number}"' in body
        assert "墙体开裂" not in body


def test_the_code_stands_in_no_page_and_no_address(client, letter, enter):
    told = letter("accept", "opine", "serve", "conclude")
    answer = enter(told)
    assert answer.redirect_chain == [(f"/follow/{told.number}/", 302)]
    for page in PAGES:
        body = client.get(f"/follow/{told.number}/{page}").content.decode()
        assert told.query_code not in body
        assert told.query_code.replace("-", "") not in body


def test_it_is_open_in_this_browser_alone(client, letter, enter):
    told = letter()
    enter(told)
    assert client.get(f"/follow/{told.number}/").status_code == 200
    assert Client().get(f"/follow/{told.number}/").status_code == 404


def test_it_closes_after_half_an_hour_without_a_page(client, letter, enter, monkeypatch):
    told, now = letter(), clock.now()
    enter(told)
    for minutes, status in ((29, 200), (58, 200), (90, 404)):
        monkeypatch.setattr(entering.clock, "now", lambda m=minutes: now + timedelta(minutes=m))
        assert client.get(f"/follow/{told.number}/").status_code == status


def test_a_new_code_closes_what_the_old_one_opened(client, letter, enter):
    told = letter()
    enter(told)
    Petition.objects.filter(pk=told.petition_id).update(query_version=2)
    assert client.get(f"/follow/{told.number}/").status_code == 404


def test_who_leaves_has_closed_it(client, letter, enter):
    told = letter()
    enter(told)
    client.post(f"/follow/{told.number}/leave/")
    assert client.get(f"/follow/{told.number}/").status_code == 404


def test_one_code_opens_no_other_petition(client, letter, enter):
    mine, other = letter(), letter(title="别人的事")
    enter(mine)
    assert client.get(f"/follow/{other.number}/").status_code == 404


def test_two_petitions_in_one_browser_stay_apart(client, letter, enter):
    one, two = letter(title="第一件事"), letter(title="第二件事")
    enter(one)
    enter(two)
    assert "第一件事" in client.get(f"/follow/{one.number}/").content.decode()
    assert "第二件事" in client.get(f"/follow/{two.number}/").content.decode()


def test_a_matter_that_was_split_off_is_found_by_its_own_number(client, letter, enter):
    from xinfang.casework.acts.actions import split
    from xinfang.casework.petitions.entries import MatterEntry

    told = letter(routed=False)
    split(matter_id=told.matter_id, parts=[MatterEntry("路灯不亮")], by=BY, at=clock.now())
    body = enter(told).content.decode()
    part = f"{told.number}-2"
    assert f"/follow/{part}/" in body
    page = client.get(f"/follow/{part}/").content.decode()
    assert "路灯不亮" in page
    assert f"/follow/{told.number}/" in page


def test_the_switches_come_back_to_the_page_they_stood_on(client, letter, enter):
    told = letter()
    enter(told)
    here = f"/follow/{told.number}/"
    assert client.post("/follow/size/", {"next": here}).headers["Location"] == here
    assert client.post("/follow/language/", {"next": here, "language": "en"}).headers["Location"] == here
    for elsewhere in ("https://example.invalid/follow/", "//example.invalid/follow/", "/settings/"):
        assert client.post("/follow/size/", {"next": elsewhere}).headers["Location"] == "/follow/"
