"""A matter is taken no more only where its petitioner went through the three levels before (36 of 2022)."""

import pytest

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.queries import allowed
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def fresh(district, arrival, at) -> Matter:
    told = intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    return Matter.objects.get(pk=told.matter_id)


def test_a_first_letter_is_not_refused_so(fresh, scope, district, at):
    clerk = scope("clerk", district.root)
    assert "stop_taking" not in {row.verb for row in allowed(clerk, fresh, at.date())}
    with pytest.raises(Refusal, match=r"没有这位信访人走完三级程序的事项.*第三十六条）$"):
        perform(verb="stop_taking", matter_ids=[fresh.pk], by=CLERK, at=at)
    fresh.refresh_from_db()
    assert fresh.state == "registered"


@pytest.mark.parametrize("state", ["concluded", "review_concluded"])
def test_an_earlier_matter_that_can_still_be_reviewed_is_no_end(fresh, ended_before, at, state):
    ended_before(fresh.pk)
    Matter.objects.filter(state="final").update(state=state)
    with pytest.raises(Refusal, match="走完三级程序"):
        perform(verb="stop_taking", matter_ids=[fresh.pk], by=CLERK, at=at)


def test_who_went_through_the_three_levels_before_may_be_told_so(fresh, ended_before, scope, district, at):
    ended_before(fresh.pk)
    clerk = scope("clerk", district.root)
    assert "stop_taking" in {row.verb for row in allowed(clerk, fresh, at.date())}
    perform(verb="stop_taking", matter_ids=[fresh.pk], by=CLERK, at=at)
    fresh.refresh_from_db()
    assert fresh.state == "no_longer"


def test_what_others_went_through_does_not_count(fresh, district, arrival, at):
    other = PersonEntry(name="李小红", phone="139 1234 0999")
    told = intake.register(arrival(people=(other,)), unit_id=district.root.pk, by=CLERK, at=at)
    Matter.objects.filter(pk=told.matter_id).update(state="final")
    with pytest.raises(Refusal, match="走完三级程序"):
        perform(verb="stop_taking", matter_ids=[fresh.pk], by=CLERK, at=at)
