"""A clock tells which act ended it."""

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.insight.measures.f_answers import routed_in_time
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def matter(district, arrival, at):
    return intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at).matter_id


@pytest.mark.parametrize("state", ["open", "stopped"])
def test_an_answer_ends_running_and_stopped_clocks(matter, at, state):
    Clock.objects.update(state=state)
    actions.conclude_many([(matter, at)], by=CLERK, at=at)
    clock = Clock.objects.get()
    assert (clock.state, clock.met_by, clock.met_at) == ("met", "record_answer", at)


def test_routing_meets_the_term_for_routing_and_begins_the_units_own(matter, district, at):
    actions.route(matter_ids=[matter], to_unit_id=district.street.pk, by=CLERK, at=at)
    clock = Clock.objects.get(family="route")
    assert (clock.state, clock.met_by) == ("met", "forward")


def test_an_answer_before_any_routing_is_no_routing_in_time(matter, at):
    actions.conclude_many([(matter, at)], by=CLERK, at=at)
    assert not Matter.objects.filter(routed_in_time()).exists()


def test_a_routing_in_time_stays_one_after_the_answer(matter, district, at):
    actions.route(matter_ids=[matter], to_unit_id=district.street.pk, by=CLERK, at=at)
    actions.conclude_many([(matter, at)], by=CLERK, at=at)
    assert Matter.objects.filter(routed_in_time()).exists()
