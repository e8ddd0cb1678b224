"""A supervision letter that is drafted on the case page becomes an order when it is sealed, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.casework.letters.written import written
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Hold
from xinfang.casework.supervision import actions, queries
from xinfang.casework.supervision.models import Order
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

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
    letter = Document.objects.get(kind="supervision_letter")
    assert (Order.objects.get().state, Hold.objects.exists()) == ("drafted", False)
    later = said.due_on + timedelta(days=9)
    letters.save(
        document_id=letter.pk, parts=letter.parts | {"due": later.isoformat()}, revision=1, by=BY, at=at
    )
    seal(letter.pk, at)
    made = Order.objects.get()
    assert (made.state, made.due_on, made.cause) == ("running", later, "late")
    assert Hold.objects.filter(released_at=None).count() == 1


def test_what_is_not_signed_orders_nothing_and_goes_with_its_letter(told, district, scope, at):
    said = actions.Ordered(
        district.street.pk,
        "late",
        "document",
        "满六十日没有意见，也没有说明。",
        "立即作出意见并回复。",
        at.date() + timedelta(days=9),
    )
    first = actions.order(matter_id=told.matter_id, ordered=said, by=BY, at=at)
    unit, office = scope("handler", district.street), scope("office_head", district.root)
    assert queries.order_in(unit, first) is None
    assert queries.order_in(office, first) is not None
    actions.withdraw(order_id=first, reason="发错了对象，撤回", by=BY, at=at)
    assert Document.objects.get(kind="supervision_letter").state == "void"
    assert queries.order_in(unit, first) is None
    assert queries.orders_of(told.matter_id, at.date()) == []
    second = actions.order(matter_id=told.matter_id, ordered=said, by=BY, at=at)
    letter = Document.objects.exclude(state="void").get(kind="supervision_letter")
    letters.void(document_id=letter.pk, by=BY, at=at)
    assert Order.objects.get(pk=second).state == "withdrawn"
    assert not Hold.objects.exists()


def test_a_letter_is_not_sealed_when_its_day_is_past(told, district, at):
    letter = draft(told, district, at, due=at.date().isoformat())
    with pytest.raises(Refusal, match="期限已经到了"):
        seal(letter.pk, at)
    assert not Order.objects.exists()
