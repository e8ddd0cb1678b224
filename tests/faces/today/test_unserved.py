"""What was sealed and not yet proven to have arrived stands on the page of whoever serves it, until it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.casework.letters.written import written

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.queries import unserved
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Proof
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import scope_of

BY = Actor(None, "经办")


@pytest.fixture
def handler(district, posted):
    return posted("handler", district.street, "承办人1号")


@pytest.fixture
def sealed(district, arrival, at, handler, settings, tmp_path, monkeypatch):
    """A notice that a matter is not taken on, sealed on the day of the test."""
    settings.XINFANG_FILES = tmp_path
    monkeypatch.setattr(clock, "today", lambda: at.date())
    told = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    made = letters.draft(
        matter_id=told.matter_id, verb="decline", kind="declining_notice", unit_id=district.street.pk,
        parts=written("declining_notice"), form_key=uuid4(), by=Actor(handler.pk, str(handler)), at=at,
    )  # fmt: skip
    letters.submit(document_id=made.pk, by=Actor(handler.pk, str(handler)), at=at)
    return letters.sign_and_seal(document_id=made.pk, revision=made.revision, by=Actor(77, "局长"), at=at)


def test_it_stands_on_today_with_the_way_to_its_service_until_it_is_served(client, handler, sealed, at):
    client.force_login(handler)
    way = reverse("workbench:paper_service", args=[sealed.matter.number, sealed.pk])
    assert way in client.get("/").content.decode()
    proof = Proof("direct", at.date(), "承办人1号", receiver="本人", relationship="self")
    letters.record_service(document_id=sealed.pk, proof=proof, by=BY, at=at)
    assert way not in client.get("/").content.decode()


def test_others_and_later_days_do_not_have_it(posted, district, handler, sealed, at):
    other = scope_of(posted("handler", district.other), at.date())
    assert unserved(other, at.date()) == []
    mine = scope_of(handler, at.date())
    assert [each.pk for each in unserved(mine, at.date() + timedelta(days=60))] == [sealed.pk]
    assert unserved(mine, at.date() + timedelta(days=61)) == []
