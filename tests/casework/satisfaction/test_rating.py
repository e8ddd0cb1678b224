"""A petitioner rates two bodies once a stage, within the window, and never by another's code."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.casework.satisfaction.conftest import TO_ANSWER

from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.satisfaction.actions import rate
from xinfang.casework.satisfaction.models import Invitation, Rating
from xinfang.casework.satisfaction.queries import (
    after_answer,
    counts,
    ratable,
    rateable,
    rated,
    ratings,
    scored,
)
from xinfang.casework.satisfaction.queries.heads import Wanted
from xinfang.casework.satisfaction.rules import Answer
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
CITIZEN = Actor(None, "信访人")
GOOD = (Answer("office", "satisfied"), Answer("unit", "not_satisfied", "拖了很久", ("speed",)))


def give(told, at, answers=GOOD, **changes):
    invitation = Invitation.objects.filter(matter_id=told.matter_id).latest("pk")
    asked = {"invitation_id": invitation.pk, "petition_id": told.petition_id, **changes}
    rate(answers=answers, by=CITIZEN, at=at, **asked)


def test_an_answer_that_reached_the_petitioner_may_be_rated_for_sixty_days(answered, at, settings):
    invitation = Invitation.objects.get(matter_id=answered.matter_id)
    assert (invitation.stage, invitation.petition_id) == ("first", answered.petition_id)
    assert invitation.opened_on == at.date()
    assert invitation.closes_on == at.date() + timedelta(days=settings.XINFANG_RATING_DAYS)
    assert settings.XINFANG_RATING_DAYS == 60


def test_two_bodies_are_rated_and_it_is_on_the_timeline_without_the_words(answered, at):
    give(answered, at)
    found = {each.body: each for each in Rating.objects.all()}
    assert {body: each.score for body, each in found.items()} == {
        "office": "satisfied",
        "unit": "not_satisfied",
    }
    assert (found["unit"].reason, found["unit"].kinds) == ("拖了很久", ["speed"])
    line = TimelineEntry.objects.get(matter_id=answered.matter_id, verb="rate")
    assert (line.note, line.data) == ("", {"stage": "first", "number": answered.number})


def test_a_second_time_is_refused(answered, at):
    give(answered, at)
    with pytest.raises(Refusal, match="已经评价过"):
        give(answered, at + timedelta(days=1))
    assert Rating.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_the_same_moment_count_once(answered, at):
    def post(_n):
        try:
            give(answered, at)
            return True
        except Refusal:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(post, range(6))) == 1
    assert Rating.objects.count() == 2


def test_a_rating_is_never_changed(answered, at):
    give(answered, at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.update(score="satisfied")
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.all().delete()


def test_the_last_day_counts_and_the_day_after_does_not(answered, at):
    with pytest.raises(Refusal, match="已在 2026年12月14日截止"):
        give(answered, at + timedelta(days=61))
    give(answered, at + timedelta(days=60))


def test_anothers_code_rates_nothing(answered, registered, at):
    other = registered(title="别的事")
    with pytest.raises(Refusal, match="没有可以评价的答复"):
        give(answered, at, petition_id=other.petition_id)


def test_a_repeat_of_the_same_matter_does_not_rate_it_again(answered, arrival, district, at):
    again = intake.register(
        arrival(title="又来", repeats_matter_id=answered.matter_id, raising_kind="repeat", received_at=at),
        unit_id=district.root.pk,
        by=CITIZEN,
        at=at,
    )
    assert rateable(again.petition_id, at.date()) == []
    with pytest.raises(Refusal):
        give(answered, at, petition_id=again.petition_id)


@pytest.mark.parametrize(
    ("changes", "way"),
    [
        ({"anonymous": True, "people": ()}, TO_ANSWER),
        ({"purpose": "suggestion"}, ("take_up", "reply")),
        ({"purpose": "accusation"}, ("take_up", "feed_back")),
    ],
)
def test_others_are_not_asked(changes, way, registered, go, posted, district, at):
    posted("discipline_handler", district.street)  # somebody who may handle an accusation
    told = registered(**changes)
    go(told.matter_id, *way)
    assert Matter.objects.get(pk=told.matter_id).state == "concluded"
    assert not Invitation.objects.exists()


def test_a_refusal_to_take_it_rates_the_office_alone(registered, go, at):
    told = registered()
    go(told.matter_id, "decline")
    offered = rateable(told.petition_id, at.date())[0]
    assert [body.body for body in offered.bodies] == ["office"]
    with pytest.raises(Refusal):
        give(told, at)
    give(told, at, [Answer("office", "basically")])
    assert rateable(told.petition_id, at.date())[0].given


def test_a_refusal_that_is_corrected_is_not_rated(registered, go, at):
    told = registered()
    go(told.matter_id, "decline", "correct")
    assert rateable(told.petition_id, at.date()) == []
    with pytest.raises(Refusal, match="没有可以评价的答复"):
        give(told, at, [Answer("office", "basically")])


def test_each_stage_is_rated_once(answered, go, district, at):
    give(answered, at)
    go(answered.matter_id, "request_review", review_unit_id=district.department.pk)
    go(answered.matter_id, "opine_review", "serve_review")
    stages = rateable(answered.petition_id, at.date())
    assert [(each.stage, each.open) for each in stages] == [("review", True), ("first", False)]
    assert [body.unit for body in stages[0].bodies] == ["云溪区", "规划建设局"]
    give(answered, at, (Answer("office", "satisfied"), Answer("unit", "satisfied")))
    go(answered.matter_id, "request_rereview", review_unit_id=None)
    go(answered.matter_id, "opine_rereview", "serve_rereview")
    last = rateable(answered.petition_id, at.date())[0]
    assert (last.stage, [body.body for body in last.bodies]) == ("rereview", ["office"])
    give(answered, at, [Answer("office", "satisfied")])
    assert Rating.objects.count() == 5


def test_an_answer_that_was_sent_back_is_rated_anew(answered, go, at):
    go(answered.matter_id, "request_review", "opine_review", "redo")
    with pytest.raises(Refusal, match="没有可以评价"):
        give(answered, at)
    go(answered.matter_id, "opine", "serve", "conclude")
    give(answered, at)
    assert Invitation.objects.filter(closed_at=None).count() == 1


def test_the_parts_of_the_rates(registered, go, at):
    """Six answers by hand: four rated, of them two content with the unit; one refusal; one taken back."""
    scores = ["satisfied", "basically", "not_satisfied", "not_satisfied"]
    for score in scores:
        told = registered(title=score)
        go(told.matter_id, *TO_ANSWER)
        give(told, at, (Answer("office", "satisfied"), Answer("unit", score, "没有解决")))
    silent, refused, back = registered(), registered(), registered()
    go(silent.matter_id, *TO_ANSWER)
    go(refused.matter_id, "decline")
    go(back.matter_id, *TO_ANSWER, "request_review", "opine_review", "redo")
    assert (ratable("unit").count(), rated("unit").count()) == (5, 4)
    assert scored("unit", "satisfied", "basically").count() == 2
    assert (ratable("office").count(), rated("office").count(), scored("office", "satisfied").count()) == (
        6,
        4,
        4,
    )
    with pytest.raises(ValueError, match="splendid"):
        scored("unit", "splendid")


def test_a_head_reads_the_ratings_of_the_own_unit_alone(answered, registered, go, district, scope, at):
    give(answered, at)
    street, other = scope("unit_head", district.street), scope("unit_head", district.other)
    rows = ratings(street, Wanted()).rows
    assert [(row.body, row.score_label, row.reason) for row in rows] == [
        ("有权处理单位", "不满意", "拖了很久")
    ]
    assert ratings(other, Wanted()).rows == []
    assert {each.body: (each.rated, each.ratable) for each in counts(street, Wanted())} == {
        "office": (0, 0),
        "unit": (1, 1),
    }
    office = scope("office_head", district.root)
    assert len(ratings(office, Wanted()).rows) == 2
    assert len(ratings(office, Wanted(score="satisfied")).rows) == 1
    assert ratings(office, Wanted(until=at.date() - timedelta(days=1))).rows == []


def test_of_several_who_rate_the_case_says_whose_each_is(answered, at, scope, district, arrival):
    mine, matter = scope("office_head", district.root), Matter.objects.get(pk=answered.matter_id)
    assert not after_answer(mine, matter, at.date()).several
    other = intake.register(arrival(), unit_id=district.root.pk, by=CITIZEN, at=at)
    invitation = Invitation.objects.get(matter=matter)
    invitation.pk, invitation.petition_id = None, other.petition_id
    invitation.save(force_insert=True)
    told = after_answer(mine, matter, at.date())
    assert told.several
    assert {stage.petition for stage in told.stages} == {answered.number, other.number}
