"""Two reviewers at once, a last day that came too early, a day of service that was mistaken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.casework.reviews.test_by_letter import FOUND, decided, opinion, out, people, taken  # noqa: F401

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Proof
from xinfang.casework.reviews import actions
from xinfang.casework.reviews.actions import Decision
from xinfang.casework.reviews.models import Review
from xinfang.kernel.errors import Refusal


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.XINFANG_FILES = tmp_path


def handed(day) -> Proof:
    return Proof("direct", day.date(), "承办人", receiver="王小明", relationship="self")


def test_two_reviewers_do_not_overwrite_each_other(taken, people, at):  # noqa: F811
    decided(taken, people, at)
    given = {"review_id": taken.review, "by": people.reviewer, "at": at + timedelta(days=3)}
    other = Decision("uphold", "另一位复查员认定的情况。")
    with pytest.raises(Refusal, match="已经登记了结论“责令重新办理”"):
        actions.decide(decision=other, **given)
    assert (found := Review.objects.get(pk=taken.review)).outcome == "redo"
    assert found.finding == FOUND
    actions.decide(decision=replace(other, revision=1), **given)
    assert Review.objects.get(pk=taken.review).outcome == "uphold"


def test_no_opinion_goes_out_whose_last_day_has_come(taken, people, at, out):  # noqa: F811
    letter = decided(taken, people, at, redo_by=(at + timedelta(days=6)).date())
    with pytest.raises(Refusal, match="重新办理的最后期限 2026年10月21日已经到了"):
        out(letter, people.reviewer, people.chief, 6, serve=False)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("signed", "")


@pytest.mark.parametrize(("days", "due"), [(5, date(2026, 10, 21)), (6, date(2026, 12, 21))])
def test_a_last_day_that_came_before_receipt_binds_nobody(taken, people, at, out, days, due):  # noqa: F811
    """Then sixty days run from receipt: from 22 October to 20 December, a Sunday, and so to the 21st."""
    letter = decided(taken, people, at, redo_by=(at + timedelta(days=6)).date())
    out(letter, people.reviewer, people.chief, 4, serve=False)
    day = at + timedelta(days=days)
    letters.record_service(document_id=letter.pk, proof=handed(day), by=people.reviewer, at=day)
    assert Clock.objects.get(family="redo").due_on == due


def test_the_day_on_which_a_review_was_served_is_corrected(taken, people, at, out):  # noqa: F811
    letter = out(decided(taken, people, at, "uphold"), people.reviewer, people.chief, 4)
    day = at + timedelta(days=7)
    why = {"reason": "回证上的日期看错了。", "by": people.chief, "at": day}
    letters.correct_service(document_id=letter.pk, proof=handed(day), **why)
    right, review = Clock.objects.get(family="rereview_request"), Review.objects.get(pk=taken.review)
    assert right.started_on == review.served_at.date() == day.date()
    assert Clock.objects.get(family="review").met_at.date() == day.date()
