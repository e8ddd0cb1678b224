"""A supervision letter that is drafted on the case page becomes an order when it is sealed, once."""

from uuid import uuid4

import pytest
from tests.casework.letters.written import written
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Hold
from xinfang.casework.supervision import actions
from xinfang.casework.supervision.models import Order
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def seal(pk, at):
    letters.submit(document_id=pk, by=BY, at=at)
    revision = Document.objects.get(pk=pk).revision
    letters.sign_and_seal(document_id=pk, revision=revision, by=Actor(77, "信访局局长"), at=at)


@pytest.fixture
def told(registered, at, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    told = registered()
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    return told


def draft(told, district, at, **parts):
    return letters.draft(
        matter_id=told.matter_id,
        verb="",
        kind="supervision_letter",
        unit_id=district.root.pk,
        parts=written("supervision_letter") | parts,
        form_key=uuid4(),
        by=BY,
        at=at,
    )


def test_a_sealed_letter_is_an_order_and_holds_the_matter(told, district, at):
    letter = draft(told, district, at, due=f"{at.year + 1}-01-08", fault="silent")
    assert not Order.objects.exists()
    seal(letter.pk, at)
    made = Order.objects.get()
    assert (made.document_id, made.cause, made.unit) == (letter.pk, "silent", district.street)
    assert Hold.objects.filter(released_at=None).count() == 1


def test_the_letter_of_an_order_makes_no_second_one(told, district, at):
    said = actions.Ordered(
        district.street.pk,
        "late",
        "document",
        "满六十日没有意见，也没有说明。",
        "立即作出意见并回复。",
        at.date().replace(year=at.year + 1),
    )
    actions.order(matter_id=told.matter_id, ordered=said, by=BY, at=at)
    seal(Document.objects.get(kind="supervision_letter").pk, at)
    assert Order.objects.count() == 1
