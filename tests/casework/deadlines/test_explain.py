"""Worked examples: when a clock ends, and the account that it gives of its date."""

from datetime import date

import pytest

from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import rule_for
from xinfang.engines.workdays import term
from xinfang.registers.calendars.queries import calendar


def begun(start: date) -> Clock:
    """The routing clock of a petition received on a day, unsaved."""
    rule = rule_for("registered", start)
    assert rule
    found = term(calendar(), start, rule.length, rule.unit)
    return Clock(
        rule=rule.key,
        started_on=start,
        nominal_on=found.nominal,
        due_on=found.due,
        provisional=found.provisional,
    )


@pytest.mark.parametrize(
    ("start", "due", "law", "sentences"),
    [
        # an ordinary month, and the house's own example of 2008 under the old law
        (date(2026, 10, 15), date(2026, 10, 30), "2022", ("10月15日收到，次日起算 15 日。", "期满日 10月30日是工作日，不顺延。")),
        (date(2008, 10, 1), date(2008, 10, 16), "2005", ("10月1日收到，次日起算 15 日。", "期满日 10月16日是工作日，不顺延。")),
        # Spring Festival 2026: off from 15 to 23 February
        (date(2026, 2, 2), date(2026, 2, 24), "2022", ("2月2日收到，次日起算 15 日。", "期满日 2月17日是休息日，顺延到 2月24日。")),
        # National Day 2025: off from 1 to 8 October; the worked Sunday 28 September is a last day like any other
        (date(2025, 9, 20), date(2025, 10, 9), "2022", ("9月20日收到，次日起算 15 日。", "期满日 10月5日是休息日，顺延到 10月9日。")),
        (date(2025, 9, 13), date(2025, 9, 28), "2022", ("9月13日收到，次日起算 15 日。", "期满日 9月28日是工作日，不顺延。")),
        # a leap day as the last day
        (date(2024, 2, 14), date(2024, 2, 29), "2022", ("2月14日收到，次日起算 15 日。", "期满日 2月29日是工作日，不顺延。")),
        # over the end of the year: 1 January 2025 is a Wednesday of rest
        (date(2024, 12, 17), date(2025, 1, 2), "2022", ("12月17日收到，次日起算 15 日。", "期满日 1月1日是休息日，顺延到 1月2日。")),
        # the last day of the old law, the first of the new: both in the Labour Day holiday of 2022
        (date(2022, 4, 30), date(2022, 5, 16), "2005", ("4月30日收到，次日起算 15 日。", "期满日 5月15日是休息日，顺延到 5月16日。")),
        (date(2022, 5, 1), date(2022, 5, 16), "2022", ("5月1日收到，次日起算 15 日。", "期满日 5月16日是工作日，不顺延。")),
    ],
)  # fmt: skip
def test_worked_examples(shipped_calendar, start, due, law, sentences):
    told = explain(begun(start), calendar())
    assert told.due_on == due
    assert law in told.source
    assert told.sentences[:2] == sentences
    assert told.warning == ""


def test_the_days_passed_over_are_named(shipped_calendar):
    told = explain(begun(date(2024, 12, 17)), calendar())
    assert told.sentences[2] == "跳过：1月1日（元旦）。"
    assert [day.mark for day in told.strip[-3:]] == ["counted", "passed", "due"]


def test_days_of_rest_inside_the_term_count_but_are_marked(shipped_calendar):
    told = explain(begun(date(2008, 10, 1)), calendar())
    assert len(told.strip) == 15
    assert [day.mark for day in told.strip[:4]] == ["rest"] * 4  # 2 to 5 October
    assert told.passed == ()


def test_a_date_in_a_year_without_a_confirmed_calendar_may_change(shipped_calendar):
    told = explain(begun(date(2027, 1, 20)), calendar())
    assert told.warning == "2027 年的放假安排还没有确认，这个日期可能变动。"


def test_a_calendar_changed_since_is_told_with_the_date_of_today(shipped_calendar):
    clock = begun(date(2026, 10, 15))
    clock.nominal_on = clock.due_on = date(2026, 10, 29)
    assert "按现在的日历，期满日应是 10月30日" in explain(clock, calendar()).warning
