"""Nobody is told who has not agreed; agreeing names a way that works; the second factor opens nothing."""

from datetime import timedelta

import pytest
from django.db import connection

from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.actions import consent, withdraw_consent
from xinfang.casework.petitions.models import Consent, TimelineEntry
from xinfang.casework.petitions.queries import agreed, knows_tail, reached
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.django_db
BY, CITIZEN = Actor(1, "登记员1号"), Actor(None, "信访人")
MOBILE = PersonEntry(name="王小明", phone="139 1234 0217")
LANDLINE = PersonEntry(name="王小明", phone="028-85123456")


@pytest.fixture
def letter(district, arrival, at):
    def make(**changes):
        return intake.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)

    return make


def agree(told, at, **changes):
    fields = {"sms": True, "email": "", "service": False, "language": "zh-hans", **changes}
    consent(petition_id=told.petition_id, by=CITIZEN, at=at, **fields)


def test_without_a_consent_nobody_is_reached(letter):
    told = letter()
    assert reached([told.matter_id]) == []
    assert agreed(told.petition_id).mobile == "139****0217"
    assert not agreed(told.petition_id).sms


def test_a_consent_reaches_the_number_and_the_address(letter, at):
    told = letter()
    agree(told, at, email="ming@example.cn", service=True, language="en")
    found = reached([told.matter_id])
    assert [(each.number, each.sms, each.email, each.language) for each in found] == [
        (told.number, "13912340217", "ming@example.cn", "en")
    ]
    shown = agreed(told.petition_id)
    assert (shown.sms, shown.email, shown.service) == (True, "m***@example.cn", True)


def test_a_new_consent_replaces_the_old_one_and_withdrawing_forgets_the_address(letter, at):
    told = letter()
    agree(told, at, sms=False, email="ming@example.cn")
    agree(told, at)
    assert [each.email for each in reached([told.matter_id])] == [""]
    withdraw_consent(petition_id=told.petition_id, by=CITIZEN, at=at)
    withdraw_consent(petition_id=told.petition_id, by=CITIZEN, at=at)
    assert reached([told.matter_id]) == []
    assert {row.email for row in Consent.objects.all()} == {""}
    assert [line.verb for line in TimelineEntry.objects.exclude(verb="register").order_by("pk")] == [
        "consent",
        "consent",
        "withdraw_consent",
    ]


@pytest.mark.parametrize(
    ("arrives", "changes", "field"),
    [
        ({}, {"sms": False}, "sms"),
        ({}, {"email": "ming at example"}, "email"),
        ({"people": (LANDLINE,)}, {}, "sms"),
        ({"anonymous": True, "people": ()}, {"email": "ming@example.cn"}, ""),
    ],
)
def test_a_way_that_cannot_work_is_refused(letter, at, arrives, changes, field):
    told = letter(**arrives)
    with pytest.raises(Refusal) as refused:
        agree(told, at, **changes)
    assert field in refused.value.by_field()
    assert not Consent.objects.exists()


def test_an_address_is_sealed_and_named_in_no_other_place(letter, at):
    agree(letter(), at, sms=False, email="ming@example.cn")
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM casework_consent")
        assert b"example" not in bytes(cursor.fetchone()[0])
        cursor.execute(
            "SELECT data::text FROM casework_timelineentry UNION SELECT after::text FROM kernel_auditentry"
        )
        assert not [row for row in cursor.fetchall() if row[0] and "example" in row[0]]


def test_a_clerk_notes_a_consent_with_the_registration(letter):
    told = letter(by_text=True)
    assert [each.sms for each in reached([told.matter_id])] == ["13912340217"]


@pytest.mark.parametrize(
    "arrives",
    [
        {"people": (LANDLINE,)},
        {"anonymous": True, "people": ()},
        {"purpose": "accusation"},
    ],
)
def test_a_clerk_cannot_note_one_that_reaches_nobody_or_tells_of_an_accusation(letter, arrives):
    with pytest.raises(Refusal) as refused:
        letter(by_text=True, **arrives)
    assert set(refused.value.by_field()) == {"by_text"}


def test_an_accuser_may_ask_for_it_in_person(letter, at):
    told = letter(purpose="accusation")
    agree(told, at + timedelta(minutes=5))
    assert [each.confined for each in reached([told.matter_id])] == [True]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("0217", True),
        ("０２１７", True),
        (" 13912340217 ", True),
        ("217", False),
        ("9999", False),
        ("", False),
    ],
)
def test_the_second_factor_is_the_end_of_a_telephone(letter, typed, known):
    assert knows_tail(letter().petition_id, typed) is known


def test_or_that_of_a_document_and_none_when_neither_was_left(letter):
    paper = PersonEntry(name="王小明", id_kind="resident", id_number="510104199003071237")
    bare = letter(people=(PersonEntry(name="李一"),))
    assert knows_tail(bare.petition_id, "0217") is None
    told = letter(people=(paper,))
    assert knows_tail(told.petition_id, "1237") is True
    assert knows_tail(told.petition_id, "1234") is False
