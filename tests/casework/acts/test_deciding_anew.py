"""What waits for routing again is decided upon anew; one person's wish ends nothing that others brought."""

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.acts.guards import GUARDS
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")


@pytest.fixture
def does(district, arrival, at):
    """A new matter, moved by verbs; "forward" routes it to the street."""

    def go(*verbs: str, pk: int = 0, **changes: object) -> Matter:
        pk = pk or intake.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at).matter_id
        for verb in verbs:
            if verb == "forward":
                actions.route(matter_ids=[pk], to_unit_id=district.street.pk, by=BY, at=at)
            else:
                terms = Terms(days=20) if verb == "extend" else None
                actions.perform(verb=verb, matter_ids=[pk], by=BY, at=at, terms=terms)
        return Matter.objects.get(pk=pk)

    return go


def test_a_matter_that_is_brought_again_may_be_extended_again(does):
    matter = does("forward", "accept", "extend", "withdraw", "reopen")
    assert (matter.state, matter.extended, matter.accepted_at, matter.legal_route) == (
        "registered",
        False,
        None,
        None,
    )
    assert does("forward", "accept", "extend", pk=matter.pk).extended


def test_a_refusal_that_is_corrected_leaves_no_unit_and_no_way(does, district):
    matter = does("forward")
    actions.perform(
        verb="direct", matter_ids=[matter.pk], by=BY, at=matter.received_at, sets={"legal_route": 4}
    )
    matter = does("correct", pk=matter.pk)
    assert (matter.state, matter.unit_id, matter.legal_route) == ("registered", None, None)


def test_an_opinion_that_is_corrected_stays_with_its_unit_as_accepted(does, district):
    matter = does("forward", "accept", "opine", "correct")
    assert (matter.state, matter.unit_id, matter.legal_route) == ("accepted", district.street.pk, 6)
    assert matter.accepted_at is not None


def test_nobody_withdraws_what_others_were_merged_into(does, at):
    kept, merged = does("forward"), does()
    actions.merge(matter_id=merged.pk, into_id=kept.pk, reason="同一件事情", by=BY, at=at)
    with pytest.raises(Refusal, match=merged.number):
        does("withdraw", pk=kept.pk)
    actions.perform(verb="unmerge", matter_ids=[merged.pk], by=BY, at=at)
    assert does("withdraw", pk=kept.pk).state == "withdrawn"


def test_nobody_withdraws_what_others_brought_too(does, arrival, district, at):
    matter = does("forward")
    again = arrival(repeats_matter_id=matter.pk, raising_kind="joined")
    other = intake.register(again, unit_id=district.root.pk, by=BY, at=at)
    with pytest.raises(Refusal, match=other.number):
        does("withdraw", pk=matter.pk)
    assert "withdraw" in GUARDS
