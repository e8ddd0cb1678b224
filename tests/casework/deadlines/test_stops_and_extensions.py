"""The time of a hearing does not count; an extension is granted once, while the term runs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casework.deadlines.examples import EXAMPLES

from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.light import light
from xinfang.casework.deadlines.models import Clock
from xinfang.engines.workdays import Calendar, term
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import calendar

REVIEWED = (
    "forward 2026-03-02",
    "accept 2026-03-03",
    "opine 2026-03-30",
    "serve 2026-03-31",
    "conclude 2026-03-31",
    "request_review 2026-04-01",
    "opine_review 2026-04-20",
    "serve_review 2026-04-21",
)


@pytest.fixture
def rereviewed(life):
    """Asked for on 6 May 2026: thirty days end on Friday 5 June."""
    return life("2026-03-02").goes(*REVIEWED, "request_rereview 2026-05-06")


# --- stops ----------------------------------------------------------------------------------------------


def test_while_a_hearing_lasts_the_clock_stands_and_says_so(rereviewed):
    rereviewed.does("open_hearing", "2026-05-20")
    clock = rereviewed.clock("rereview")
    assert (clock.state, clock.stopped_on) == ("stopped", date(2026, 5, 20))
    shown = light(clock, calendar(), date(2026, 7, 1))
    assert (shown.kind, shown.words, shown.grade) == ("stopped", "暂停", "stopped")
    told = explain(clock, calendar())
    assert told.sentences[1] == "5月20日起听证，时限暂停；听证结束后再推算期满日。"
    assert not any("期满日 6月5日" in sentence for sentence in told.sentences)
    assert {day.mark for day in told.strip if day.day >= date(2026, 5, 20)} == {"stopped"}


def test_first_and_last_day_of_a_hearing_do_not_count(rereviewed):
    rereviewed.goes("open_hearing 2026-05-20", "close_hearing 2026-05-22")
    clock = rereviewed.clock("rereview")
    assert (clock.state, clock.stopped_days, clock.due_on) == ("open", 3, date(2026, 6, 8))
    told = explain(clock, calendar())
    assert "5月20日至 5月22日听证，3 日不计入。" in told.sentences
    assert [day.day.day for day in told.strip if day.mark == "stopped"] == [20, 21, 22]


def test_a_hearing_of_one_day_takes_that_day(rereviewed):
    rereviewed.goes("open_hearing 2026-05-20", "close_hearing 2026-05-20")
    clock = rereviewed.clock("rereview")
    assert (clock.stopped_days, clock.due_on) == (1, date(2026, 6, 8))  # the 30th day is Saturday 6 June
    assert "5月20日听证，1 日不计入。" in explain(clock, calendar()).sentences


def test_a_second_hearing_on_the_same_day_takes_no_second_day(rereviewed):
    rereviewed.goes("open_hearing 2026-05-20", "close_hearing 2026-05-22")
    rereviewed.goes("open_hearing 2026-05-22", "close_hearing 2026-05-25")
    clock = rereviewed.clock("rereview")
    assert (clock.stopped_days, clock.due_on) == (6, date(2026, 6, 11))  # 20 to 25 May


def test_a_hearing_on_the_last_day_leaves_one_day_for_the_opinion(rereviewed):
    rereviewed.goes("open_hearing 2026-06-05", "close_hearing 2026-06-05")
    assert rereviewed.clock("rereview").due_on == date(2026, 6, 8)


def test_a_term_that_has_run_out_is_not_mended_by_a_hearing(rereviewed):
    rereviewed.goes("open_hearing 2026-06-08")
    assert rereviewed.clock("rereview").state == "open"
    rereviewed.goes("close_hearing 2026-06-10")
    clock = rereviewed.clock("rereview")
    assert (clock.due_on, clock.stopped_days) == (date(2026, 6, 5), 0)
    assert light(clock, calendar(), date(2026, 6, 10)).words == "超 5 天"


DAYS = st.integers(0, 70).map(lambda n: date.fromordinal(date(2026, 1, 26).toordinal() + n))
SHIPPED = Calendar(
    frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)),
    frozenset({date(2026, 2, 14), date(2026, 2, 28)}),
    frozenset({2026, 2027}),
    {},
)


@given(DAYS, st.frozensets(DAYS, max_size=30), st.integers(1, 40), st.sampled_from(["days", "working_days"]))
def test_whatever_is_stopped_the_days_that_count_are_those_of_the_term(start, stopped, length, unit):
    found = term(SHIPPED, start, length, unit, stopped)
    span = [date.fromordinal(n) for n in range(start.toordinal() + 1, found.nominal.toordinal() + 1)]
    counts = [day for day in span if day not in stopped and (unit == "days" or SHIPPED.is_working(day))]
    assert len(counts) == length
    assert counts[-1] == found.nominal
    assert SHIPPED.is_working(found.due)
    assert found.due not in stopped
    assert found.due >= term(SHIPPED, start, length, unit).due


def test_the_worked_examples_hold_the_borders_of_a_stop():
    stops = [each for each in EXAMPLES if each.stops]
    assert any(first == last for each in stops for first, last in each.stops)
    assert any(len(each.stops) == 2 for each in stops)
    assert any("Spring Festival" in each.why for each in stops)


# --- extensions -----------------------------------------------------------------------------------------


@pytest.fixture
def handled(life):
    """Accepted on 3 March 2026: sixty days end on Saturday 2 May, moved to Wednesday 6 May."""
    return life("2026-03-02").goes("forward 2026-03-02", "accept 2026-03-03")


def test_granted_days_are_counted_with_the_term_and_told(handled):
    handled.does("extend", "2026-04-20", days=30)
    clock = handled.clock("handle")
    assert (clock.extended_days, clock.due_on) == (30, date(2026, 6, 1))
    told = explain(clock, calendar())
    assert told.sentences[:2] == (
        "3月3日受理，次日起算 60 日。",
        "批准延长 30 日，合计 90 日。",
    )


@pytest.mark.parametrize("days", [None, 0, -1, 31, 365])
def test_no_more_and_no_less_than_the_law_allows(handled, days):
    with pytest.raises(Refusal) as refused:
        handled.does("extend", "2026-04-20", days=days)
    assert refused.value.problems[0].sentence == "请写明延长多少日：1 到 30 日。"
    assert refused.value.problems[0].field == "days"
    assert handled.clock("handle").extended_days == 0


@pytest.mark.parametrize("days", [1, 30])
def test_the_borders_of_what_is_allowed(handled, days):
    handled.does("extend", "2026-05-06", days=days)  # on the last day
    assert handled.clock("handle").extended_days == days


def test_a_term_that_has_run_out_is_not_extended(handled):
    with pytest.raises(Refusal, match="办结的期限已于 2026年5月6日届满，届满以后不能延长。"):
        handled.does("extend", "2026-05-07", days=30)


def test_what_does_not_run_is_not_extended(handled):
    Clock.objects.filter(family="handle").update(state="ended")
    with pytest.raises(Refusal, match="现在没有正在计算的期限，不能延长。"):
        handled.does("extend", "2026-04-20", days=10)


def test_a_refused_extension_changes_nothing(handled):
    with pytest.raises(Refusal):
        handled.does("extend", "2026-04-20", days=31)
    handled.does("extend", "2026-04-20", days=30)  # so it is still the first


def test_only_once(handled):
    handled.does("extend", "2026-04-20", days=10)
    with pytest.raises(Refusal, match="已经延长过一次"):
        handled.does("extend", "2026-04-21", days=10)


def test_a_matter_to_be_redone_can_be_extended_unless_its_day_was_named(life):
    reviewed = ("opine 2026-03-10", "serve 2026-03-11", "conclude 2026-03-11", "request_review 2026-03-12")
    redone = life("2026-03-02").goes("forward 2026-03-02", "accept 2026-03-03", *reviewed)
    redone.goes("opine_review 2026-03-20", "redo 2026-03-23")
    redone.does("extend", "2026-05-11", days=10)
    assert redone.clock("redo").due_on == date(2026, 6, 1)  # the 60th day is 22 May
    named = life("2026-03-02").goes("forward 2026-03-02", "accept 2026-03-03", *reviewed)
    named.goes("opine_review 2026-03-20")
    named.does("redo", "2026-03-23", until=date(2026, 5, 15))
    with pytest.raises(Refusal, match="重新办理的日期是指定的，不能延长。"):
        named.does("extend", "2026-05-11", days=10)
