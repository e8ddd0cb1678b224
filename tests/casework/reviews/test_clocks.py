"""The terms of review and re-review, with dates, under both regulations."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.casework.reviews.conftest import CHIEF, CLERK, REVIEWER, announce, serve_ours

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions, queries
from xinfang.casework.reviews.actions import Closing, Opening
from xinfang.kernel.errors import Refusal


def on(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def clock(matter_id: int, family: str) -> Clock:
    return Clock.objects.filter(matter_id=matter_id, family=family).latest("pk")


# law of the time, service, last day to ask, request, last day of the review
DATES = [
    # 30 days from 3 June 2008 end on 3 July, a Thursday; from 16 June on 16 July, a Wednesday.
    ("2005", on(2008, 6, 3), date(2008, 7, 3), on(2008, 6, 16), date(2008, 7, 16)),
    # 30 days from 1 September 2026 end on 1 October, a holiday to 7 October: 8 October.
    # Those from 10 September end on 10 October, a Saturday on which offices work.
    ("2022", on(2026, 9, 1), date(2026, 10, 8), on(2026, 9, 10), date(2026, 10, 10)),
]


@pytest.mark.parametrize(("law", "served", "last_to_ask", "asked_at", "last_to_answer"), DATES)
def test_thirty_days_to_ask_and_thirty_to_answer(
    answered, asked, law, served, last_to_ask, asked_at, last_to_answer
):
    matter = answered(on=served)
    right = clock(matter.pk, "review_request")
    assert (right.rule, right.due_on, right.duty) == (f"review_request_{law}", last_to_ask, False)
    assert queries.right_of(matter).due_on == last_to_ask
    actions.request_review(
        matter_id=matter.pk, asked=replace(asked, received_at=asked_at), by=CLERK, at=asked_at
    )
    assert clock(matter.pk, "review_request").state == "met"
    owed = clock(matter.pk, "review")
    assert (owed.rule, owed.due_on, owed.state) == (f"review_{law}", last_to_answer, "open")


def test_the_term_runs_from_the_day_on_which_the_request_was_received(answered, asked, at):
    """Registered on Thursday, received on Monday: the reviewer has lost three days, not the petitioner."""
    matter = answered(on=on(2026, 9, 28))
    made = replace(asked, received_at=on(2026, 10, 12))
    actions.request_review(matter_id=matter.pk, asked=made, by=CLERK, at=at)
    assert clock(matter.pk, "review").due_on == date(2026, 11, 11)


@pytest.mark.parametrize(("received", "late"), [(on(2026, 10, 8, 23), False), (on(2026, 10, 9, 0), True)])
def test_a_request_after_the_last_day_needs_an_excuse_and_who_accepted_it(answered, asked, received, late):
    matter = answered(on=on(2026, 9, 1))
    at = on(2026, 10, 9)
    made = replace(asked, received_at=received)
    if not late:
        actions.request_review(matter_id=matter.pk, asked=made, by=CLERK, at=at)
        return
    for excuse in ({}, {"late_reason": "住院治疗。"}, {"excused_by": "信访局局长"}):
        with pytest.raises(Refusal) as refusal:
            actions.request_review(matter_id=matter.pk, asked=replace(made, **excuse), by=CLERK, at=at)
        assert "2026年10月8日" in refusal.value.by_field()["late_reason"][0]
    made = replace(made, late_reason="住院治疗，有病历。", excused_by="信访局局长")
    actions.request_review(matter_id=matter.pk, asked=made, by=CLERK, at=at)
    assert Matter.objects.get(pk=matter.pk).state == "reviewing"


def test_what_was_withdrawn_is_asked_again_within_the_term_alone(answered, asked):
    matter = answered(on=on(2026, 9, 1))
    first, second, third = on(2026, 9, 10), on(2026, 9, 20), on(2026, 10, 9)
    for moment in (first, second):
        made = replace(asked, received_at=moment)
        actions.request_review(matter_id=matter.pk, asked=made, by=CLERK, at=moment)
        actions.withdraw(matter_id=matter.pk, signed_on=moment.date(), by=CLERK, at=moment)
        assert clock(matter.pk, "review").state == "ended"
    with pytest.raises(Refusal, match="届满"):
        actions.request_review(
            matter_id=matter.pk, asked=replace(asked, received_at=third), by=CLERK, at=third
        )


@pytest.fixture
def rereviewed(answered, story, asked, district):
    """A re-review asked for on 12 October 2026: its matter, its id."""

    def go(law: str = "2022") -> tuple[int, int]:
        year = 2026 if law == "2022" else 2008
        pk = answered(district.community, on=on(year, 9, 1)).pk
        made = replace(asked, received_at=on(year, 9, 3))
        first = actions.request_review(matter_id=pk, asked=made, by=CLERK, at=on(year, 9, 3))
        decision = actions.Decision("uphold", "经复查，原意见正确。")
        actions.decide(review_id=first, decision=decision, by=REVIEWER, at=on(year, 9, 10))
        perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=on(year, 9, 11))
        perform(verb="serve_review", matter_ids=[pk], by=CLERK, at=on(year, 9, 15))
        made = replace(asked, received_at=on(year, 10, 13))
        second = actions.request_rereview(matter_id=pk, asked=made, by=CLERK, at=on(year, 10, 13))
        announce(pk, on(year, 10, 14))
        return pk, second

    return go


@pytest.mark.parametrize(("law", "last"), [("2005", 17), ("2022", 16)])
def test_the_days_of_a_hearing_do_not_count_in_a_rereview(rereviewed, law, last):
    """Four days on top of 12 November: the 16th, in 2008 a Sunday."""
    pk, _review = rereviewed(law)
    year = 2026 if law == "2022" else 2008
    assert clock(pk, "review").state == "met"
    assert clock(pk, "rereview_request").rule == f"rereview_request_{law}"
    owed = clock(pk, "rereview")
    assert (owed.rule, owed.due_on) == (f"rereview_{law}", date(year, 11, 12))
    opening = Opening(date(year, 10, 20), "复核委员会主任", date(year, 10, 15))
    actions.open_hearing(matter_id=pk, opening=opening, by=CLERK, at=on(year, 10, 20))
    assert clock(pk, "rereview").state == "stopped"
    assert Matter.objects.get(pk=pk).state == "rereview_hearing"
    closing = Closing(date(year, 10, 23), 12, "多数意见认为原意见适当。")
    actions.close_hearing(matter_id=pk, closing=closing, by=CLERK, at=on(year, 10, 23))
    after = clock(pk, "rereview")
    assert (after.state, after.stopped_days) == ("open", 4)
    assert after.due_on == date(year, 11, last)


def test_a_hearing_of_one_day_gives_one_day(rereviewed):
    pk, review = rereviewed()
    day = on(2026, 10, 20)
    actions.open_hearing(matter_id=pk, opening=Opening(day.date(), "主任"), by=CLERK, at=day)
    with pytest.raises(Refusal, match="听证还没有结束"):
        actions.decide(
            review_id=review, decision=actions.Decision("uphold", "经复核，原意见正确。"), by=CLERK, at=day
        )
    closing = Closing(day.date(), 9, "各方陈述了意见。")
    actions.close_hearing(matter_id=pk, closing=closing, by=CLERK, at=on(2026, 10, 20, 17))
    assert clock(pk, "rereview").due_on == date(2026, 11, 13)
    (heard,) = queries.hearings(review)
    assert heard.notice_on == date(2026, 10, 14)  # the day of the notice itself
    assert (heard.from_day, heard.to_day, heard.participants, heard.pausing) == (
        day.date(),
        day.date(),
        9,
        True,
    )


def test_a_hearing_that_no_notice_announced_is_none(rereviewed):
    pk, review = rereviewed()
    Document.objects.filter(kind="hearing_notice").update(issued_at=on(2026, 10, 12))  # before the request
    with pytest.raises(Refusal, match="先制发听证通知书"):
        actions.open_hearing(
            matter_id=pk, opening=Opening(date(2026, 10, 20), "主任"), by=CLERK, at=on(2026, 10, 20)
        )
    assert queries.hearings(review) == []


def test_a_hearing_in_a_review_is_recorded_and_the_term_runs_on(answered, asked):
    pk = answered(on=on(2026, 9, 1)).pk
    made = replace(asked, received_at=on(2026, 9, 10))
    review = actions.request_review(matter_id=pk, asked=made, by=CLERK, at=on(2026, 9, 10))
    due = clock(pk, "review").due_on
    announce(pk, on(2026, 9, 11))
    opening, closing = Opening(date(2026, 9, 15), "区长"), Closing(date(2026, 9, 16), 20, "听取了各方意见。")
    actions.hear_review(matter_id=pk, opening=opening, closing=closing, by=REVIEWER, at=on(2026, 9, 17))
    assert (clock(pk, "review").due_on, clock(pk, "review").state) == (due, "open")
    assert [each.pausing for each in queries.hearings(review)] == [False]


@pytest.mark.parametrize(
    ("opening", "field"),
    [
        (Opening(date(2026, 10, 12), "主任"), "from_day"),  # before the request
        (Opening(date(2026, 10, 21), "主任"), "from_day"),  # ahead
        (Opening(date(2026, 10, 20), " "), "chair"),
        (Opening(date(2026, 10, 19), "主任", date(2026, 10, 20)), "notice_on"),
    ],
)
def test_what_is_wrong_with_a_hearing_is_told_at_its_field(rereviewed, opening, field):
    pk, _review = rereviewed()
    with pytest.raises(Refusal) as refusal:
        actions.open_hearing(matter_id=pk, opening=opening, by=CLERK, at=on(2026, 10, 20))
    assert field in refusal.value.by_field()
    assert clock(pk, "rereview").state == "open"


def test_redoing_runs_until_the_day_that_was_set_and_ends_with_the_new_opinions_service(
    answered, asked, answer
):
    pk = answered(on=on(2026, 9, 1)).pk
    made = replace(asked, received_at=on(2026, 9, 10))
    review = actions.request_review(matter_id=pk, asked=made, by=CLERK, at=on(2026, 9, 10))
    decision = actions.Decision("redo", "事实没有查清，应当重新查证。", ["facts"], redo_by=date(2026, 10, 31))
    actions.decide(review_id=review, decision=decision, by=REVIEWER, at=on(2026, 9, 20))
    perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=on(2026, 9, 21))
    serve_ours(review, on(2026, 9, 22), REVIEWER)
    again = clock(pk, "redo")
    assert (again.due_on, again.fixed, again.state) == (date(2026, 10, 31), True, "open")
    assert clock(pk, "review").state == "met"
    answer(pk, on(2026, 10, 15), body="经现场查看，予以修缮。", result="support")
    assert clock(pk, "redo").state == "met"
    assert clock(pk, "review_request").due_on == date(2026, 11, 16)  # 14 November is a Saturday
