"""What was handled again is in time or late by its newest term; what was withdrawn is owed no more."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.reviews.models import Review
from xinfang.casework.satisfaction import actions as satisfaction
from xinfang.casework.satisfaction.models import Invitation
from xinfang.casework.satisfaction.rules import Answer
from xinfang.insight.statistics import periods, queries
from xinfang.kernel.actor import Actor

BY = Actor(1, "登记员1号")
START = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
REDONE = ("request_review", "opine_review", "redo")


@pytest.fixture
def numbers(scope: Any, district: SimpleNamespace) -> Any:
    """The figures of 2026 as the office sees them."""
    mine = scope("office_head", district.root)
    return lambda: {each.key: each.value for each in queries.figures(mine, periods.year(2026))}


@pytest.fixture
def life(district: SimpleNamespace, arrival: Any) -> Any:
    """A letter with the street; life(10, "accept", 20, "opine"): days to wait, then what is done."""

    def live(*steps: Any) -> int:
        now = START
        told = intake.register(arrival(received_at=now), unit_id=district.root.pk, by=BY, at=now)
        route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=now)
        for step in steps:
            if isinstance(step, int):
                now += timedelta(days=step)
            else:
                perform(verb=step, matter_ids=[told.matter_id], by=BY, at=now)
        return int(told.matter_id)

    return live


HANDLED = ("accept", 30, "opine", "serve", "conclude", 5, *REDONE)


@pytest.mark.parametrize(("days", "in_time"), [(50, 1), (75, 0)])
def test_a_matter_handled_again_is_in_time_by_the_term_set_anew(life, numbers, days, in_time):
    life(*HANDLED, days, "opine", "serve", "conclude")
    told = numbers()
    assert (told["matters_due"], told["matters_due_concluded"]) == (1, in_time)
    assert told["matters_late"] == 1 - in_time
    assert (told["matters_accepted"], told["matters_concluded_when_due"]) == (1, in_time)
    assert (told["on_time_rate"], told["conclusion_rate"]) == (100 * in_time, 100 * in_time)


def test_one_whose_first_opinion_was_late_is_in_time_again(life, numbers):
    life("accept", 70, "opine", "serve", "conclude", 5, *REDONE, 20, "opine", "serve", "conclude")
    told = numbers()
    assert (told["matters_due"], told["matters_due_concluded"], told["matters_late"]) == (1, 1, 0)


def test_what_was_withdrawn_is_not_due(life, numbers):
    matter = life("accept", 30, "withdraw")
    assert Clock.objects.filter(matter_id=matter, family="handle", state="ended").exists()
    told = numbers()
    assert (told["matters_accepted"], told["matters_due"], told["on_time_rate"]) == (1, 0, None)


def test_an_answer_that_was_taken_back_unrated_is_in_no_rate(life, numbers):
    life(*HANDLED)
    assert Invitation.objects.get().closed_at
    told = numbers()
    assert (told["matters_ratable"], told["matters_ratable_unit"], told["rating_share_office"]) == (
        0,
        0,
        None,
    )


def test_an_answer_that_was_rated_before_it_was_taken_back_stays(life, numbers):
    matter = life("accept", 30, "opine", "serve", "conclude")
    invitation = Invitation.objects.get(matter_id=matter)
    now = START + timedelta(days=31)
    satisfaction.rate(
        invitation_id=invitation.pk,
        petition_id=invitation.matter.raisings.get().petition_id,
        answers=(Answer("office", "satisfied"), Answer("unit", "basically")),
        by=Actor(None, "信访人"),
        at=now,
    )
    for verb in REDONE:
        perform(verb=verb, matter_ids=[matter], by=BY, at=now)
    told = numbers()
    assert (told["matters_ratable"], told["matters_rated_office"], told["satisfaction_unit"]) == (1, 1, 100)


@pytest.mark.parametrize(("days", "in_time"), [(10, 1), (40, 0)])
def test_a_notice_is_in_time_by_the_term_of_the_unit_that_has_the_matter_now(
    life, numbers, district, days, in_time
):
    """The street declined in time; that was corrected, and the department has it."""
    matter = life(5, "decline", 5, "correct")
    now = START + timedelta(days=10)
    route(matter_ids=[matter], to_unit_id=district.department.pk, by=BY, at=now)
    perform(verb="accept", matter_ids=[matter], by=BY, at=now + timedelta(days=days))
    assert Clock.objects.filter(matter_id=matter, family="notify", state="met").count() == 2
    told = numbers()
    assert (told["notices_due"], told["notices_in_time"]) == (1, in_time)
    assert told["timely_notice_rate"] == 100 * in_time


def test_each_year_has_its_own_request_for_review_and_its_own_answer(life, scope, district):
    """Asked for and answered in 2026, handled anew, asked for again in 2027 and not yet answered."""
    matter, mine = life("accept", 30, "opine", "serve", "conclude"), scope("office_head", district.root)
    first, again = START + timedelta(days=40), START.replace(year=2027)
    told = {
        "matter_id": matter,
        "level": "review",
        "via": "letter",
        "facts": "不服。",
        "reviewer_unit": district.root,
    }
    done = {"state": "served", "opined_at": first, "served_at": first, "outcome": "redo"}
    Review.objects.create(**told, requested_at=first, **done)
    Review.objects.create(**told, requested_at=again)
    for year, expected in ((2026, (1, 1, 1, 100)), (2027, (1, 0, 0, None))):
        found = {each.key: each.value for each in queries.figures(mine, periods.year(year))}
        keys = ("reviews_requested", "reviews_answered", "reviews_mended", "review_mended_rate")
        assert tuple(found[key] for key in keys) == expected


def test_a_year_keeps_what_was_forwarded_in_it_when_it_is_forwarded_again_in_the_next(life, scope, district):
    matter, mine = life(), scope("office_head", district.root)
    again = START.replace(year=2027)
    route(matter_ids=[matter], to_unit_id=district.department.pk, by=BY, at=again, reason="该由住建局办理。")
    for year in (2026, 2027):
        found = {each.key: each.value for each in queries.figures(mine, periods.year(year))}
        assert found["matters_forwarded"] == 1
