"""Dates counted by hand are the dates that the clocks have, and each accounts for its own."""

from datetime import date, timedelta

import pytest
from tests.casework.deadlines.examples import EXAMPLES, Example

from xinfang.casework.deadlines.effects import set_dates
from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.rules import CLOCKS, counted, rule, rule_for, stopped_days
from xinfang.registers.calendars.queries import calendar

COUNTED = [each for each in EXAMPLES if each.until is None]
LONGER_THAN_A_DAY = [each for each in COUNTED if rule(each.rule).unit != "at_once"]


def named(example: Example) -> str:
    return f"{example.rule} {example.start} {example.why}"


def test_there_are_enough_of_them_and_each_rule_has_one():
    assert len(EXAMPLES) >= 60
    assert {each.rule for each in EXAMPLES} == {each.key for each in CLOCKS}


@pytest.mark.parametrize("example", COUNTED, ids=named)
def test_the_last_day_is_the_one_counted_by_hand(shipped_calendar, example):
    found = counted(example.clock(), calendar())
    assert (found.due, found.provisional) == (example.due, example.provisional)


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_the_clock_runs_under_the_rule_of_the_day_on_which_it_began(settings, example):
    under = rule(example.rule)
    settings.XINFANG_PLACE = under.place
    assert under.in_force(example.start)
    if not under.target:
        assert rule_for(under.family, example.start) == under


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_each_date_accounts_for_itself(shipped_calendar, example):
    clock = example.clock()
    if not clock.fixed:
        set_dates(clock, counted(clock, calendar()))
    told = explain(clock, calendar())
    under = rule(example.rule)
    assert told.due_on == example.due
    assert told.source == f"{under.law}{under.article}"
    assert f"{example.start.month}月{example.start.day}日" in told.sentences[0]
    said = f"{example.due.month}月{example.due.day}日"
    assert any(said in sentence for sentence in told.sentences[1:])
    assert bool(told.warning) == example.provisional
    assert [day.day for day in told.strip] == [
        example.start + timedelta(days=n) for n in range(1, (example.due - example.start).days + 1)
    ]


@pytest.mark.parametrize("example", LONGER_THAN_A_DAY, ids=named)
def test_the_strip_shows_as_many_days_as_the_term_has(shipped_calendar, example):
    """Counting the squares gives the length, so that a clerk can check it with a finger."""
    under, clock = rule(example.rule), example.clock()
    set_dates(clock, counted(clock, calendar()))
    told, stood = explain(clock, calendar()), stopped_days(clock.stops)
    works = calendar().is_working
    if under.unit == "working_days":
        squares = [day for day in told.strip if day.mark in ("counted", "due")]
    else:
        squares = [day for day in told.strip if day.day <= clock.nominal_on and day.day not in stood]
        assert all(not works(day.day) or day.day in stood for day in told.strip if day.mark == "passed")
    assert len(squares) == under.length + example.extended
    assert works(clock.due_on)
    assert clock.due_on not in stood


def test_no_regulation_was_in_force_before_may_2005():
    assert rule_for("route", date(2005, 4, 30)) is None
