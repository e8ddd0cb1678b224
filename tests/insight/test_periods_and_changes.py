"""Periods run from midnight to midnight of the office; changes say what they are compared with."""

from datetime import date

import pytest
from django.db.models import Q, Value

from xinfang.insight.statistics import periods
from xinfang.insight.statistics.changes import Change, whole_percent
from xinfang.insight.statistics.registry import HEADS, load, measure, of_groups
from xinfang.kernel.errors import Refusal


def test_a_period_begins_and_ends_at_the_offices_midnight() -> None:
    start, end = periods.month(2008, 2).bounds()
    assert (start.isoformat(), end.isoformat()) == ("2008-02-01T00:00:00+08:00", "2008-03-01T00:00:00+08:00")


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (periods.year(2008), "2007-01-01", "2007-12-31"),
        (periods.half(2008, 2), "2007-07-01", "2007-12-31"),
        (periods.quarter(2008, 1), "2007-01-01", "2007-03-31"),
        (periods.month(2009, 2), "2008-02-01", "2008-02-29"),
        (periods.span(date(2008, 2, 29), date(2008, 3, 1)), "2007-02-28", "2007-03-01"),
        (periods.window(2008, 1, 11), "2007-01-01", "2007-11-30"),
    ],
)
def test_a_year_before_is_the_same_period(period: periods.Period, first: str, last: str) -> None:
    before = period.a_year_before()
    assert (before.first.isoformat(), before.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("period", "today", "before"),
    [
        (periods.month(2008, 1), None, ("2007-12-01", "2007-12-31")),
        (periods.month(2008, 3), None, ("2008-02-01", "2008-02-29")),
        (periods.quarter(2008, 1), None, ("2007-10-01", "2007-12-31")),
        (periods.half(2008, 2), None, ("2008-01-01", "2008-06-30")),
        (periods.span(date(2008, 5, 12), date(2008, 5, 18)), None, ("2008-05-05", "2008-05-11")),
        (periods.month(2008, 3), date(2008, 3, 10), ("2008-02-01", "2008-02-10")),
        (periods.month(2008, 3), date(2008, 3, 30), ("2008-02-01", "2008-02-29")),
        (periods.year(2008), None, None),
        (periods.window(2008, 1, 11), None, None),
    ],
)
def test_the_period_before(
    period: periods.Period, today: date | None, before: tuple[str, str] | None
) -> None:
    found = period.previous(today)
    assert (found and (found.first.isoformat(), found.last.isoformat())) == before


def test_months_of_a_year_are_named_and_bounded() -> None:
    found = periods.window(2008, 1, 11)
    assert (found.label, found.last) == ("2008年1—11月", date(2008, 11, 30))
    for first, last in ((3, 2), (0, 3), (1, 13)):
        with pytest.raises(Refusal):
            periods.window(2008, first, last)


def test_a_year_that_is_not_over_is_compared_with_the_same_days() -> None:
    before = periods.year(2026).a_year_before(date(2026, 10, 15))
    assert (before.first, before.last) == (date(2025, 1, 1), date(2025, 10, 15))
    assert periods.year(2025).a_year_before(date(2026, 10, 15)) == periods.year(2024)


@pytest.mark.parametrize(
    ("value", "base", "percent"), [(-138, 767, -18), (1, 200, 1), (-1, 200, -1), (1, 3, 33)]
)
def test_percentages_are_rounded_half_away_from_nought(value: int, base: int, percent: int) -> None:
    assert whole_percent(value, base) == percent


def test_there_is_no_percentage_without_a_base() -> None:
    assert Change(5, 0).percent is None
    assert Change(5, 0).difference == 5


@pytest.mark.parametrize("asked", [{"of": 1900}, {"of": 2008, "quarter_of": 5}, {"of": 2008, "month_of": 0}])
def test_a_period_that_does_not_exist_is_refused(asked: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        periods.period(**asked)  # type: ignore[arg-type]


def test_every_measure_says_what_it_is() -> None:
    found = load()
    for key, each in found.items():
        assert key == each.key
        assert all(map(str, (each.name, each.unit, each.section, each.definition, each.source)))
        assert each.base is None or found[each.base].subject == each.subject
        assert (str(each.unit) == "人次") == (each.weight is HEADS)


def test_a_key_is_given_once() -> None:
    with pytest.raises(ValueError, match="Two measures"):
        measure("letters", "", "", section="", definition="", source="")(lambda: None)  # type: ignore[arg-type]


def test_a_weight_that_groups_do_not_know_is_refused_at_registration() -> None:
    with pytest.raises(ValueError, match="weight of by_hundreds"):
        measure("by_hundreds", "", "", section="", definition="", source="", weight=Value(100))(Q)
    assert "by_hundreds" not in load()
    with pytest.raises(ValueError, match="weight"):
        of_groups(Value(100))
