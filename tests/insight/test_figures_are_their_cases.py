"""For any register and any person: a figure is the count of its cases, and its parts add up to it."""

from datetime import date
from statistics import median
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import Figure
from xinfang.insight.statistics.registry import (
    HEADS,
    MEAN,
    ONE_OR_HEADS,
    PETITIONS,
    QUANTILE,
    RATE,
    Measure,
    load,
)
from xinfang.insight.statistics.rounding import percent_at_least, whole_percent
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import Scope, whole

PERIODS = [
    periods.year(2007),
    periods.half(2008, 1),
    periods.quarter(2008, 2),
    periods.month(2007, 12),
    periods.span(date(2007, 11, 30), date(2008, 2, 29)),
]
MEASURES = load()
DIVISIBLE = [key for key, each in MEASURES.items() if each.subject == PETITIONS]


@pytest.fixture
def people(district: Any, scope: Any) -> list[Scope]:
    """A statistician of the district, a head of a street, a clerk of a community, the command line."""
    return [
        scope("statistician", district.root),
        scope("unit_head", district.street),
        scope("clerk", district.community),
        whole(Actor(None, "命令行")),
    ]


def _weigh(key: str, row: Any) -> int:
    weight = MEASURES[key].weight
    if weight is HEADS or (weight is ONE_OR_HEADS and row.channel == "visit"):
        return int(row.head_count)
    return 1


def _opens_what_it_counts(figure: Figure, found: list[Any]) -> None:
    measure, counted = MEASURES[figure.key], sum(_weigh(figure.key, row) for row in found)
    if measure.kind == RATE:
        assert figure.counted == counted
        rounded = percent_at_least if measure.at_least else whole_percent
        assert figure.value == (rounded(counted, figure.base_value) if figure.base_value else None)
    elif measure.distinct:
        assert figure.value == len({getattr(row, measure.distinct) for row in found})
    elif measure.kind == MEAN:
        days = _days(measure, found)
        assert figure.value == (pytest.approx(sum(days) / len(days), abs=0.051) if days else None)
    elif measure.told_by and not counted:
        assert figure.value is None, figure.key  # nobody told of the period: no nought
    elif measure.kind == QUANTILE:
        days = _days(measure, found)
        assert figure.value == (pytest.approx(_quantile(days, measure.quantile), abs=0.051) if days else None)
    else:
        assert figure.value == counted, figure.key


def _days(measure: Measure, found: list[Any]) -> list[int]:
    first, last = measure.days
    return [_day(getattr(row, last)).toordinal() - _day(getattr(row, first)).toordinal() for row in found]


def _quantile(days: list[int], share: float) -> float:
    """The middle, or the least number of days that at least this share of them does not exceed."""
    if share == 0.5:
        return median(days)
    return min(each for each in days if sum(other <= each for other in days) >= share * len(days))


def _day(moment: Any) -> date:
    return timezone.localdate(moment)


random_registers = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@random_registers
@given(seed=st.integers(0, 10**6), period=st.sampled_from(PERIODS))
def test_every_figure_is_the_count_of_the_cases_it_opens(
    seed: int, period: Period, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    with transactional_example():
        fill(seed, 40)
        for person in people:
            for figure in queries.figures(person, period):
                found = list(queries.cases(person, figure.key, period))
                assert len({row.pk for row in found}) == len(found)
                _opens_what_it_counts(figure, found)


@random_registers
@given(seed=st.integers(0, 10**6), key=st.sampled_from(DIVISIBLE), who=st.integers(0, 3))
def test_parts_add_up_to_the_figure_and_open_their_own_cases(
    seed: int, key: str, who: int, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    person = people[who]
    with transactional_example():
        fill(seed, 40)
        total = queries.value_of(key, queries.cases(person, key, PERIODS[0]))
        for dimension in [each.key for each in DIMENSIONS.values() if each.divides(MEASURES[key])]:
            found = queries.parts(person, key, PERIODS[0], dimension)
            assert sum(part.value for part in found) == total or DIMENSIONS[dimension].overlapping
            for part in found:
                rows = queries.cases(person, key, PERIODS[0], within=[(dimension, part.key)])
                assert queries.value_of(key, rows) == part.value


@random_registers
@given(seed=st.integers(0, 10**6))
def test_components_add_up_to_their_total_and_shares_print_their_base(
    seed: int, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    with transactional_example():
        fill(seed, 40)
        for person in people:
            found = {figure.key: figure for figure in queries.figures(person, PERIODS[0])}
            for figure in found.values():
                if figure.parts:
                    assert figure.value == sum(found[part].value for part in figure.parts), figure.key
                if figure.base:
                    assert figure.base_value == found[figure.base].value
            turns = ("first_petitions", "repeat_petitions", "joined_petitions")
            assert found["received"].value == sum(found[key].value for key in turns)
