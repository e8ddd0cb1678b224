"""Service by public notice: it serves when its days have passed, and not on the day on which it is put up."""

from datetime import date, timedelta

import pytest

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import Proof
from xinfang.casework.letters.models import Service
from xinfang.casework.letters.rules import notice_over
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal


@pytest.fixture
def posted_on(walk, draft, out, people, at):
    """posted_on(day, received, now): an opinion of today, served by notice."""
    opinion = out(draft(walk("opine"), "opine"))

    def serve(after, received, now):
        day = at.date()
        proof = Proof(
            "posted", day + timedelta(days=received), "承办人1号", place="街道公告栏",
            posted_on=day + timedelta(days=after),
        )  # fmt: skip
        moment = at + timedelta(days=now)
        return actions.record_service(document_id=opinion.pk, proof=proof, by=people.handler, at=moment)

    return serve


NEITHER = "经过 30 日视为送达，收到日期就是"  # earlier nor later: the right to ask begins with it


@pytest.mark.parametrize(
    ("after", "received", "now", "field", "words"),
    [
        *((0, received, 40, "received_on", NEITHER) for received in (0, 29, 31, 40)),
        (3, 32, 40, "received_on", NEITHER),
        (3, 33, 32, "posted_on", "经过 30 日才视为送达"),  # not over yet
    ],
)
def test_it_serves_on_the_day_on_which_its_days_have_passed(posted_on, after, received, now, field, words):
    with pytest.raises(Refusal) as refused:
        posted_on(after, received, now)
    (problem,) = refused.value.problems
    assert problem.field == field
    assert words in problem.sentence
    assert "《民事诉讼法》第九十五条" in problem.sentence
    assert Matter.objects.get().state == "opined"
    assert not Service.objects.exists()
    assert not Clock.objects.filter(family="review_request").exists()


def test_it_is_not_put_up_before_the_letter_is_sealed(posted_on):
    with pytest.raises(Refusal, match="公告的日期不能早于文书制发的日期"):
        posted_on(-1, 30, 40)


def test_when_its_days_have_passed_the_right_to_ask_begins(posted_on, at):
    made = posted_on(1, 31, 31)
    assert made.posted_on == at.date() + timedelta(days=1)
    assert Clock.objects.get(family="review_request").started_on == at.date() + timedelta(days=31)


@pytest.mark.parametrize(
    ("posted", "over", "days", "article"),
    [
        (date(2022, 1, 1), date(2022, 1, 31), 30, "九十五"),
        (date(2021, 12, 31), date(2022, 3, 1), 60, "九十二"),
        (date(2008, 6, 2), date(2008, 8, 1), 60, "八十四"),
    ],
)
def test_how_long_it_takes_is_said_by_the_law_of_its_day(posted, over, days, article):
    found = notice_over(posted)
    assert found[:2] == (over, days)
    assert article in str(found[2])
