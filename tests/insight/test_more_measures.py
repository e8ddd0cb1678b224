"""Sizes, levels, purposes, routing, resolved at once, hearings, proposals: counted by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.assignments.models import Assignment
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.supervision import actions as supervision
from xinfang.insight.statistics import books, periods, queries
from xinfang.insight.statistics.changes import compared
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(1, "信访局局长")
DAY = timedelta(days=1)


@pytest.fixture
def figures(scope: Any, district: Any) -> Callable[[], dict[str, Any]]:
    """What the statistician of the district counts in 2026."""
    person = scope("statistician", district.root)
    return lambda: {each.key: each.value for each in queries.figures(person, periods.year(2026))}


def test_groups_fall_into_classes_of_size(district: Any, arrival: Any, figures: Any, at: Any) -> None:
    sizes = (5, 29, 30, 50, 99, 100, 340)
    groups = [arrival(cell="group_visit", head_count=size, received_at=at - DAY) for size in sizes]
    joint = arrival(cell="joint_letter", head_count=40, received_at=at - DAY)
    intake.register_many([*groups, joint], unit_id=district.root.pk, by=BY, at=at)
    found = figures()
    keys = ("5_to_29", "30_to_49", "50_to_99", "100_and_more")
    assert [found[f"group_visits_of_{key}"] for key in keys] == [2, 1, 2, 2]
    assert found["group_visits"] == 7
    assert found["received_items_and_persons"] == sum(sizes) + 1


def test_levels_are_those_of_the_office_that_received(
    district: Any, arrival: Any, figures: Any, at: Any
) -> None:
    for unit, count in (
        (district.root, 3),
        (district.department, 1),
        (district.street, 2),
        (district.community, 1),
    ):
        many = [arrival(received_at=at - DAY) for _number in range(count)]
        intake.register_many(many, unit_id=unit.pk, by=BY, at=at)
    found = figures()
    levels = ("district", "department", "street", "community")
    assert [found[f"received_at_{level}"] for level in levels] == [3, 1, 2, 1]


@pytest.fixture
def matters(district: Any, arrival: Any, at: Any) -> list[int]:
    """Four matters with the street; all but the first are concluded."""
    then = at - 30 * DAY
    made = [
        intake.register(arrival(received_at=then, purpose=purpose), unit_id=district.root.pk, by=BY, at=then)
        for purpose in ("request", "request", "appeal", "request")
    ]
    found = [each.matter_id for each in made]
    route(matter_ids=found, to_unit_id=district.street.pk, by=BY, at=then)
    for verb in ("accept", "opine", "serve", "conclude"):
        perform(verb=verb, matter_ids=found[1:], by=BY, at=at - 9 * DAY)
    return found


def test_purposes_and_routing(matters: list[int], district: Any, figures: Any) -> None:
    found = figures()
    assert (found["matters_for_request"], found["matters_for_appeal"], found["matters_opened"]) == (3, 1, 4)
    assert (found["matters_forwarded"], found["matters_assigned"]) == (4, 0)
    Assignment.objects.filter(matter_id=matters[0]).update(state="returned")
    Assignment.objects.filter(matter_id=matters[1]).update(kind="assign")
    found = figures()
    assert (found["matters_forwarded"], found["matters_assigned"]) == (2, 1)


def test_what_came_back_was_not_resolved_at_once(
    matters: list[int], district: Any, arrival: Any, figures: Any, at: Any
) -> None:
    assert figures()["one_off_resolution_rate"] == 100
    again = intake.register(arrival(received_at=at - DAY), unit_id=district.root.pk, by=BY, at=at)
    Raising.objects.create(petition_id=again.petition_id, matter_id=matters[1], kind="repeat")
    asked = Review.objects.create(
        matter_id=matters[2],
        level="review",
        requested_at=at,
        via="letter",
        facts="标准不一。",
        respondent_unit=district.street,
        reviewer_unit=district.root,
    )
    found = figures()
    assert (found["matters_concluded"], found["matters_resolved_once"]) == (3, 1)
    assert found["one_off_resolution_rate"] == 33
    Petition.objects.filter(pk=again.petition_id).update(counted=False)
    assert figures()["matters_resolved_once"] == 2
    Hearing.objects.create(review=asked, from_day=date(2026, 3, 2), to_day=date(2026, 3, 3), chair="主任")
    Hearing.objects.create(review=asked, from_day=date(2026, 3, 9), chair="主任")
    assert figures()["hearings_held"] == 1


def test_proposals_and_how_many_were_adopted(
    matters: list[int], district: Any, figures: Any, at: Any
) -> None:
    made = [
        supervision.propose(
            told=supervision.Proposed(
                "work",
                district.street.pk,
                f"改进收费公示之{number}",
                "一年内多次反映收费不公示。",
                "请公示收费项目和标准。",
                at.date() + timedelta(days=30),
                matter_id=matters[0],
            ),
            by=BY,
            at=at,
        )
        for number in "一二三"
    ]
    for proposal, adoption in zip(made, ("adopted", "not_adopted"), strict=False):
        supervision.answer_proposal(
            proposal_id=proposal, adoption=adoption, text="已经研究，意见见附件，谢谢。", by=BY, at=at
        )
    found = figures()
    assert [found[f"proposals_{what}"] for what in ("made", "answered", "adopted")] == [3, 2, 1]


def test_a_proposal_on_a_closed_matter_is_counted_and_tells_nothing(
    matters: list[int], district: Any, scope: Any, at: Any
) -> None:
    told = supervision.Proposed(
        "account",
        district.street.pk,
        "追究有关人员责任",
        "检举的问题查证属实。",
        "请按规定追究责任。",
        at.date() + timedelta(days=30),
        matter_id=matters[0],
    )
    supervision.propose(told=told, by=BY, at=at)
    person, year = scope("statistician", district.root), periods.year(2026)
    assert listed_proposal(person, year).note != ""
    Matter.objects.filter(pk=matters[0]).update(confined=True)
    line = listed_proposal(person, year)
    assert (line.day, line.title, line.note, line.number) == (at.date(), "", "", "")


def listed_proposal(person: Any, year: Any) -> Any:
    found = queries.cases(person, "proposals_made", year)
    return books.listed(person, "proposals", found).lines[0]


def test_a_month_stands_beside_the_month_before(district: Any, arrival: Any, scope: Any, at: Any) -> None:
    many = [arrival(received_at=at.replace(year=2025, month=month, day=3)) for month in (4, 5, 5, 5)]
    intake.register_many(many, unit_id=district.root.pk, by=BY, at=at)
    person = scope("statistician", district.root)
    told = {each.figure.key: each for each in compared(person, periods.month(2025, 5))}["letters"]
    assert told.step is not None
    assert (told.step.before, told.step.difference, told.step.percent) == (1, 2, 200)
    assert compared(person, periods.year(2025))[0].step is None
