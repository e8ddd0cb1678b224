"""Who sees which requests: a reviewing unit those that it decides, the office those before organs outside."""

from datetime import timedelta

import pytest
from tests.conftest import TODAY

from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import queries
from xinfang.casework.reviews.models import Review
from xinfang.registers.organisations.models import Unit


@pytest.fixture
def reviewed_by(answered, story, district):
    """A request about the street's answer before a unit: reviewed_by(unit)."""

    def go(unit=None, **more) -> Review:
        chosen = {"reviewer_unit_id": unit.pk, "reviewer_reason": "由主管部门复查。"} if unit else {}
        return Review.objects.get(pk=story.ask(answered(more.pop("of", None)).pk, "review", **chosen, **more))

    return go


def listed(scope) -> set[int]:
    return {line.pk for key in queries.GROUPS for line in queries.page(scope, key, TODAY).lines}


def test_a_reviewing_unit_sees_what_it_reviews_and_nothing_else(reviewed_by, scope, district):
    mine, others = reviewed_by(district.department), reviewed_by()
    reader = scope("reviewer", district.department)
    assert listed(reader) == {mine.pk}
    assert queries.review_in(reader, mine.pk) == mine
    assert queries.review_in(reader, others.pk) is None
    assert set(Matter.objects.visible_to(reader)) == {mine.matter}
    assert queries.waiting(reader) == 1


def test_sight_stays_after_the_answer(reviewed_by, scope, district):
    mine = reviewed_by(district.department)
    Review.objects.filter(pk=mine.pk).update(state="served", outcome="uphold")
    reader = scope("reviewer", district.department)
    assert listed(reader) == {mine.pk}
    assert queries.waiting(reader) == 0


def test_the_unit_in_question_sees_the_request_but_not_the_reviewers_list(reviewed_by, scope, district):
    mine = reviewed_by()
    reader = scope("reviewer", district.street)  # reviews others, not itself
    assert listed(reader) == set()
    assert queries.review_in(reader, mine.pk) == mine


def test_the_office_keeps_what_goes_outside(reviewed_by, scope, district):
    outside = reviewed_by(of=district.root)
    assert outside.reviewer_unit is None
    assert listed(scope("office_head", district.root)) == {outside.pk}
    assert listed(scope("reviewer", district.department)) == set()


def test_who_stands_outside_the_tree_of_it_sees_nothing(reviewed_by, scope, district):
    mine = reviewed_by()
    stranger = Unit.objects.get(pk=district.other.pk)
    assert queries.review_in(scope("unit_head", stranger), mine.pk) is None


def test_each_request_stands_in_one_list(reviewed_by, scope, district):
    mine = reviewed_by()
    reader = scope("reviewer", district.root)
    for state, matter_state, group in (
        ("requested", "reviewing", "waiting"),
        ("taken", "reviewing", "examining"),
        ("taken", "rereview_hearing", "hearing"),
        ("opined", "review_opined", "serving"),
        ("served", "review_concluded", "done"),
        ("refused", "concluded", "done"),
        ("withdrawn", "concluded", "done"),
    ):
        Review.objects.filter(pk=mine.pk).update(state=state, outcome="uphold")
        Matter.objects.filter(pk=mine.matter_id).update(state=matter_state)
        counts = queries.counts(reader)
        assert {key for key, count in counts.items() if count} == {group}
        assert [line.pk for line in queries.page(reader, group, TODAY).lines] == [mine.pk]


def test_a_long_list_is_read_page_by_page(reviewed_by, scope, district):
    mine = [reviewed_by() for _ in range(3)]
    for place, each in enumerate(mine):
        Review.objects.filter(pk=each.pk).update(requested_at=each.requested_at + timedelta(hours=place))
    reader = scope("reviewer", district.root)
    first = queries.page(reader, "waiting", TODAY, size=2)
    assert [line.pk for line in first.lines] == [each.pk for each in mine[:2]]
    rest = queries.page(reader, "waiting", TODAY, size=2, older=first.older)
    assert ([line.pk for line in rest.lines], rest.older) == ([mine[2].pk], "")
    Review.objects.update(state="served", outcome="uphold")
    done = queries.page(reader, "done", TODAY, size=2)
    assert [line.pk for line in done.lines] == [mine[2].pk, mine[1].pk]
