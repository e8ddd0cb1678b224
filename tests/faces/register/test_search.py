"""The one search box: a number opens its matter; people are found only with a matter in scope."""

import pytest

from xinfang.casework.intake import actions
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.models import AuditEntry
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")


@pytest.fixture
def registered(district, arrival, at):
    """A letter of 王小明 (passport E12345678) sent to the street."""
    person = PersonEntry(name="王小明", id_kind="passport", id_number="E12345678", phone="13912340217")
    told = actions.register(
        arrival(people=(person,), to_unit_id=district.street.pk), unit_id=district.root.pk, by=BY, at=at
    )
    return Matter.objects.get(pk=told.matter_id)


@pytest.mark.parametrize("text", ["2026-0001", "２０２６－１", "1", "0001"])
def test_a_number_opens_its_matter(clerk, registered, text):
    assert clerk.post("/search/", {"q": text}).url == f"/matters/{registered.number}/"


@pytest.mark.parametrize(
    "text", ["王小明", "wxm", "WXM", "0217", "5678", "345678", "139 1234 0217", "e12345678"]
)
def test_a_person_is_found_by_what_is_at_hand_and_shown_masked(clerk, registered, text):
    page = clerk.post("/search/", {"q": text}).content.decode()
    assert registered.number in page
    assert "王**" in page
    assert "139****0217" in page
    assert "王小明" not in page.replace('value="王小明"', "")


@pytest.mark.parametrize("text", ["王小", "w", "9999", "", "   ", "\x00", "%", "2026-9999", "王小明" * 30])
def test_what_is_not_there_is_said(clerk, registered, text):
    page = clerk.post("/search/", {"q": text})
    assert page.status_code == 200
    assert registered.number not in page.content.decode()


def test_another_street_does_not_learn_that_the_person_exists(client, district, posted, registered):
    client.force_login(posted("handler", district.other))
    assert "王**" not in client.post("/search/", {"q": "王小明"}).content.decode()
    assert client.post("/search/suggest/", {"text": "wxm"}).json()["items"] == []
    assert client.post("/search/", {"q": "2026-0001"}).status_code == 200
    client.force_login(posted("handler", district.street))
    assert "王**" in client.post("/search/", {"q": "王小明"}).content.decode()


def test_an_accuser_is_not_found_by_those_who_may_not_open_accusations(clerk, district, arrival, at):
    accusation = arrival(purpose="accusation", accused_unit_id=district.street.pk)
    actions.register(accusation, unit_id=district.root.pk, by=BY, at=at)
    assert "王**" not in clerk.post("/search/", {"q": "王小明"}).content.decode()
    assert clerk.post("/register/people/", {"text": "王小明"}).json()["items"] == []


def test_each_look_up_is_recorded_without_its_text(clerk, registered):
    clerk.post("/search/", {"q": "王小明"})
    row = AuditEntry.objects.get(event="people.searched")
    assert row.after == {"kind": "name", "found": 1}
    assert "王小明" not in str(row.__dict__)


def test_the_administrator_finds_nobody(client, district, posted, registered):
    client.force_login(posted("admin", district.root))
    assert client.post("/search/", {"q": "王小明"}).status_code == 403
