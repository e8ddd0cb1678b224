"""An urgent petition about a known matter is owed its report up, like a new one."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")


@pytest.fixture
def first(district, arrival, at) -> int:
    return intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at).matter_id


@pytest.fixture
def again(district, arrival, at):
    """Another petition about a matter, some days later."""

    def comes(matter_id, *, urgent=True, kind="repeat", days=3):
        moment = at + timedelta(days=days)
        told = arrival(received_at=moment, urgent=urgent, repeats_matter_id=matter_id, raising_kind=kind)
        return intake.register(told, unit_id=district.root.pk, by=BY, at=moment)

    return comes


def reports(matter_id):
    found = Clock.objects.filter(matter_id=matter_id, family="report_up").order_by("pk")
    return list(found.values_list("state", "due_on"))


@pytest.mark.parametrize("kind", ["repeat", "joined"])
def test_an_urgent_petition_about_a_known_matter_starts_the_report(first, again, at, kind):
    assert reports(first) == []
    again(first, kind=kind)
    assert reports(first) == [("open", (at + timedelta(days=3)).date())]


def test_one_that_is_not_urgent_starts_none(first, again):
    again(first, urgent=False)
    assert reports(first) == []


def test_one_report_is_owed_at_a_time_and_another_after_it_was_made(first, again, at):
    again(first)
    again(first, days=4)
    assert len(reports(first)) == 1
    when = at + timedelta(days=4)
    acts.report_up(
        matter_id=first, told=["本级党委和政府"], reported_at=when, text="群众在工地聚集", by=BY, at=when
    )
    again(first, days=5)
    assert [state for state, _day in reports(first)] == ["met", "open"]


def test_of_what_was_merged_the_matter_that_is_handled_bears_it(first, again, district, arrival, at):
    other = intake.register(arrival(title="另一件"), unit_id=district.root.pk, by=BY, at=at).matter_id
    acts.merge(matter_id=other, into_id=first, by=BY, at=at)
    again(other)
    assert (reports(other), len(reports(first))) == ([], 1)


def test_what_was_answered_is_reported_when_somebody_urgent_comes_again_and_only_then(first, again, at):
    Matter.objects.filter(pk=first).update(state="concluded")
    when = at + timedelta(days=4)
    report = {"told": ["本级党委和政府"], "reported_at": when, "text": "群众在工地聚集", "by": BY, "at": when}
    with pytest.raises(Refusal, match="没有收到紧急"):
        acts.report_up(matter_id=first, **report)
    again(first)
    acts.report_up(matter_id=first, **report)
    assert [state for state, _day in reports(first)] == ["met"]
    assert Matter.objects.get(pk=first).state == "concluded"
