"""A letter that its signer sent back stands first on its drafter's page, with the reason."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.casework.letters.written import written

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions as letters
from xinfang.kernel.actor import Actor

BY = Actor(None, "经办")
WHY = "第二段请写明鉴定的结论"


@pytest.fixture
def people(district, posted):
    """The street's handler, another one of the same street, and its head."""
    return {
        "handler": posted("handler", district.street, "承办人1号"),
        "other": posted("handler", district.street, "承办人2号"),
        "head": posted("unit_head", district.street, "负责人1号"),
    }


@pytest.fixture
def returned(district, arrival, at, people):
    """An opinion that the head sent back."""
    told = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    acts.perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    drafter, head = (Actor(people[who].pk, str(people[who])) for who in ("handler", "head"))
    made = letters.draft(
        matter_id=told.matter_id, verb="opine", kind="opinion", unit_id=district.street.pk,
        parts=written("opinion"), form_key=uuid4(), by=drafter, at=at,
    )  # fmt: skip
    letters.submit(document_id=made.pk, by=drafter, at=at)
    letters.send_back(document_id=made.pk, reason=WHY, by=head, at=at)
    return made


def test_it_stands_first_whatever_tab_is_open_with_the_reason_and_the_way_to_it(client, people, returned):
    client.force_login(people["handler"])
    page = client.get("/?tab=late").content.decode()
    assert WHY in page
    assert reverse("workbench:letter", args=[returned.matter.number, returned.pk]) in page
    assert page.index(WHY) < page.index('id="list-title"')


def test_its_matter_counts_as_returned_and_the_worklist_lists_it(client, people, returned):
    client.force_login(people["handler"])
    cards = client.get("/").context["cards"]
    assert [card.count for card in cards if card.key == "returned"] == ["1"]
    listed = client.get(reverse("workbench:worklist") + "?waiting=returned")
    assert [line.row.number for line in listed.context["lines"]] == [returned.matter.number]


@pytest.mark.parametrize("who", ["other", "head"])
def test_others_of_the_unit_are_not_told(client, people, returned, who):
    client.force_login(people[who])
    page = client.get("/?tab=returned")
    assert WHY not in page.content.decode()
    assert page.context["cards"][3].count == "0"


def test_handed_in_again_it_is_gone(client, people, returned, at):
    letters.submit(document_id=returned.pk, by=Actor(people["handler"].pk, "承办人1号"), at=at)
    client.force_login(people["handler"])
    page = client.get("/")
    assert WHY not in page.content.decode()
    assert page.context["cards"][3].count == "0"
