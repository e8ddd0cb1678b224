"""A request: when it may come, before whom it goes, what it writes on the matter."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casework.reviews.conftest import CLERK

from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions, queries
from xinfang.casework.reviews.models import Review
from xinfang.kernel.errors import Refusal


def told(refusal) -> dict[str, str]:
    return {problem.field: problem.sentence for problem in refusal.value.problems}


def test_a_request_opens_the_review_and_gives_the_reviewer_sight(answered, asked, district, at):
    matter = answered()
    pk = actions.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at)
    matter.refresh_from_db()
    review = Review.objects.get(pk=pk)
    assert (matter.state, matter.review_unit_id) == ("reviewing", district.root.pk)
    assert matter.other_units == [district.root.pk]
    assert (review.level, review.state, review.contested_result) == ("review", "requested", "reject")
    assert (review.reviewer_unit, review.respondent_unit) == (district.root, district.street)
    assert review.facts == asked.facts


def test_who_waits_for_the_unit_to_file_it_away_need_not(answered, asked, at):
    matter = answered(conclude=False)
    actions.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at)
    matter.refresh_from_db()
    assert (matter.state, matter.concluded_at) == ("reviewing", at)


@pytest.mark.parametrize("result", ["mediated", "reconciled"])
def test_what_was_agreed_upon_has_no_opinion_to_be_reviewed(answered, asked, at, result):
    matter = answered(result=result)
    assert queries.right_of(matter) is None
    with pytest.raises(Refusal, match=r"没有处理意见，也就没有复查.*第三十五条）$"):
        actions.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at)
    assert Matter.objects.get(pk=matter.pk).state == "concluded"


@pytest.mark.parametrize(
    ("below", "reviewer"),
    [("street", "root"), ("department", "root"), ("community", "street"), ("root", None)],
)
def test_the_next_level_up_is_proposed(answered, asked, district, at, below, reviewer):
    matter = answered(getattr(district, below))
    review = Review.objects.get(pk=actions.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at))
    assert review.reviewer_unit == (getattr(district, reviewer) if reviewer else None)
    assert review.reviewer_name == ("" if reviewer else "市人民政府")


@pytest.mark.parametrize("which", ["street", "community"])
def test_nobody_reviews_itself_nor_is_reviewed_by_who_stands_below(answered, asked, district, at, which):
    matter = answered()
    chosen = replace(asked, reviewer_unit_id=getattr(district, which).pk, reviewer_reason="人手不足")
    with pytest.raises(Refusal) as refusal:
        actions.request_review(matter_id=matter.pk, asked=chosen, by=CLERK, at=at)
    assert "不能自己审查自己" in told(refusal)["reviewer"]
    assert Matter.objects.get(pk=matter.pk).state == "concluded"


def test_another_reviewer_needs_a_reason(answered, asked, district, at):
    matter = answered(district.department)
    outside = replace(asked, reviewer_name="市自然资源局")
    with pytest.raises(Refusal) as refusal:
        actions.request_review(matter_id=matter.pk, asked=outside, by=CLERK, at=at)
    assert "请写明理由" in told(refusal)["reviewer_reason"]
    outside = replace(outside, reviewer_reason="信访人选择向市级主管部门申请。")
    pk = actions.request_review(matter_id=matter.pk, asked=outside, by=CLERK, at=at)
    review = Review.objects.get(pk=pk)
    assert (review.reviewer_unit, review.reviewer_name) == (None, "市自然资源局")
    assert Matter.objects.get(pk=matter.pk).review_unit is None


def test_another_name_for_an_organ_outside_needs_none(answered, asked, district, at):
    matter = answered(district.root)
    named = replace(asked, reviewer_name="云州市人民政府")
    pk = actions.request_review(matter_id=matter.pk, asked=named, by=CLERK, at=at)
    assert Review.objects.get(pk=pk).reviewer_name == "云州市人民政府"


def test_what_is_missing_is_told_at_its_field(answered, asked, at):
    matter = answered()
    wrong = replace(asked, via="pigeon", facts="否", received_at=at - timedelta(days=9))
    with pytest.raises(Refusal) as refusal:
        actions.request_review(matter_id=matter.pk, asked=wrong, by=CLERK, at=at)
    assert told(refusal).keys() == {"via", "facts", "received_at"}


def test_a_request_from_tomorrow_is_none(answered, asked, at):
    matter = answered()
    ahead = replace(asked, received_at=at + timedelta(minutes=1))
    with pytest.raises(Refusal) as refusal:
        actions.request_review(matter_id=matter.pk, asked=ahead, by=CLERK, at=at)
    assert told(refusal).keys() == {"received_at"}


def test_what_is_not_answered_cannot_be_reviewed_nor_rereviewed_before_it_was_reviewed(
    answered, asked, at, requested
):
    with pytest.raises(Refusal, match="复查中"):
        actions.request_review(matter_id=requested.matter, asked=asked, by=CLERK, at=at)
    with pytest.raises(Refusal, match="已办结"):
        actions.request_rereview(matter_id=answered().pk, asked=asked, by=CLERK, at=at)


def test_an_accusation_has_no_review(answered, asked, at):
    matter = answered()
    Matter.objects.filter(pk=matter.pk).update(purpose="accusation", accused="unknown", confined=True)
    matter.refresh_from_db()
    assert queries.right_of(matter) is None
    with pytest.raises(Refusal, match="不能这样做"):
        actions.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at)
    assert not Review.objects.exists()


def test_it_is_taken_once(requested, at):
    actions.take(review_id=requested.review, by=CLERK, at=at)
    review = Review.objects.get(pk=requested.review)
    assert (review.state, review.taken_at) == ("taken", at)
    with pytest.raises(Refusal, match="已经受理过"):
        actions.take(review_id=requested.review, by=CLERK, at=at)


def test_it_is_taken_back_by_a_signed_letter_and_asked_again(requested, story, at):
    with pytest.raises(Refusal) as refusal:
        actions.withdraw(matter_id=requested.matter, signed_on=at.date() - timedelta(days=1), by=CLERK, at=at)
    assert told(refusal).keys() == {"signed_on"}
    actions.withdraw(matter_id=requested.matter, signed_on=at.date(), by=CLERK, at=at)
    assert Review.objects.get(pk=requested.review).state == "withdrawn"
    assert Matter.objects.get(pk=requested.matter).state == "concluded"
    story.ask(requested.matter, "review", 1)
    assert Review.objects.filter(matter_id=requested.matter).count() == 2


def test_two_characters_are_enough_for_what_may_be_said(answered, asked, at):
    matter = answered()
    brief = replace(asked, facts="不服")
    assert actions.request_review(matter_id=matter.pk, asked=brief, by=CLERK, at=at)
