"""What waits for the head's signature stands on the first page, each with the way to its sheet."""

from datetime import date

import pytest
from django.urls import reverse
from tests.sample import fill

from xinfang.casework.desks import queries
from xinfang.casework.letters.models import Document
from xinfang.registers.staff.models import Posting


@pytest.fixture
def waiting(district, posted, at):
    sample = fill(district, at, posted("office_head", district.root, "the head"))
    return Document.objects.select_related("matter").get(pk=sample.submitted)


def test_a_head_finds_it_there_and_nobody_else(client, posted, district, waiting):
    way = reverse("workbench:letter_sign", args=[waiting.matter.number, waiting.pk])
    for role, unit, found in (
        ("unit_head", district.street, True),
        ("unit_head", district.other, False),
        ("handler", district.street, False),
    ):
        client.force_login(posted(role, unit, f"{role} of {unit.code}"))
        assert (way in client.get("/").content.decode()) is found


def test_what_the_reader_wrote_stands_there_only_where_nobody_else_of_the_unit_drafts(
    client, posted, district, waiting
):
    """As the act of signing itself: four eyes, wherever there are two persons."""
    posted("handler", district.street, "who drafts there")
    head = posted("unit_head", district.street, "the street's head")
    client.force_login(head)
    way = reverse("workbench:letter_sign", args=[waiting.matter.number, waiting.pk])
    before = client.get("/").context["to_sign_count"]
    for hand in ({"written_by": [head.pk]}, {"drafted_by": head.pk}, {"submitted_by": head.pk}):
        Document.objects.filter(pk=waiting.pk).update(
            **{"written_by": [], "drafted_by": None, "submitted_by": None} | hand
        )
        for others, found in ((True, False), (False, True)):
            drafting = Posting.objects.filter(unit=district.street).exclude(user=head)
            drafting.update(valid_to=None if others else date(2005, 1, 1))
            page = client.get("/")
            assert (way in page.content.decode()) is found
            assert (way in client.get(reverse("workbench:approvals")).content.decode()) is found
            assert page.context["to_sign_count"] == before - (not found)


def test_all_that_waits_is_counted_though_not_all_is_listed(client, posted, district, waiting, monkeypatch):
    client.force_login(posted("unit_head", district.street, "the street's head"))
    monkeypatch.setattr(queries, "SHOWN", 0)
    context = client.get("/").context
    assert (len(context["to_sign"]), context["to_sign_count"] > 0) == (0, True)
