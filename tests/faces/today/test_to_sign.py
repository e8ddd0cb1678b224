"""What waits for the head's signature stands on the first page, each with the way to its sheet."""

import pytest
from django.urls import reverse
from tests.sample import fill

from xinfang.casework.letters.models import Document


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
