"""Worked examples: when a clock ends, and the account that it gives of its date."""

import re
from datetime import date

import pytest
from django.utils import translation

from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import rule_for
from xinfang.engines.workdays import term
from xinfang.kernel.templatetags.ui import run_on
from xinfang.registers.calendars.queries import calendar


def begun(start: date) -> Clock:
    """The routing clock of a petition received on a day, unsaved."""
    rule = rule_for("route", start)
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
    ("start", "due", "law", "end"),
    [
        # an ordinary month
        ("2026-10-15", "2026-10-30", "2022", "期满日 10月30日是工作日，不顺延。"),
        # four days of holiday inside the term count, under the old law
        ("2008-10-01", "2008-10-16", "2005", "期满日 10月16日是工作日，不顺延。"),
        # Spring Festival: off from 15 to 23 February
        ("2026-02-02", "2026-02-24", "2022", "期满日 2月17日是休息日，顺延到 2月24日。"),
        # National Day: off from 1 to 8 October
        ("2025-09-20", "2025-10-09", "2022", "期满日 10月5日是休息日，顺延到 10月9日。"),
        # a worked Sunday is a last day like any other
        ("2025-09-13", "2025-09-28", "2022", "期满日 9月28日是工作日，不顺延。"),
        # a leap day
        ("2024-02-14", "2024-02-29", "2022", "期满日 2月29日是工作日，不顺延。"),
        # over the end of the year
        ("2024-12-17", "2025-01-02", "2022", "期满日 1月1日是休息日，顺延到 1月2日。"),
        # the last day of the old law; its end is a Sunday
        ("2022-04-30", "2022-05-16", "2005", "期满日 5月15日是休息日，顺延到 5月16日。"),
        # the first day of the new law
        ("2022-05-01", "2022-05-16", "2022", "期满日 5月16日是工作日，不顺延。"),
    ],
)
def test_worked_examples(shipped_calendar, start, due, law, end):
    begins = date.fromisoformat(start)
    told = explain(begun(begins), calendar())
    assert told.due_on == date.fromisoformat(due)
    assert law in told.source
    assert told.sentences[0] == f"{begins.month}月{begins.day}日收到，次日起算 15 日。"
    assert told.sentences[1] == end
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


@pytest.mark.django_db
def test_in_english_sentences_are_kept_apart_and_brackets_are_english() -> None:
    with translation.override("en"):
        said = run_on(explain(begun(date(2026, 2, 2)), calendar()).sentences)
    assert not re.search(r"[.][A-Z]|[（）]", said)
    assert "(" in said
    with translation.override("zh-hans"):
        assert "。 " not in run_on(explain(begun(date(2026, 2, 2)), calendar()).sentences)
