"""How each kind of measure comes out of its rows: a sum, a number of different values, a mean, a share."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Aggregate, Avg, Count, QuerySet, Sum

from xinfang.insight.statistics.registry import MEAN, QUANTILE, RATE, Measure
from xinfang.insight.statistics.rounding import percent_at_least, whole_percent
from xinfang.insight.statistics.rows import days_between, quantile_of

__all__ = ["matter_values", "rounded", "summed"]


def summed(each: Measure) -> Aggregate:
    """What the rows of a book count for, or how many different values they have."""
    where = each.where() or None
    if each.distinct:
        return Count(each.distinct, distinct=True, filter=where)
    return Sum(each.weight, filter=where, default=0)


def rounded(measure: Measure, counted: int, base: int) -> int:
    """A rate in whole percent; one that is printed as a lower bound is rounded down."""
    return (percent_at_least if measure.at_least else whole_percent)(counted, base)


def matter_values(asked: Sequence[Measure], found: QuerySet[Any]) -> dict[str, int | float | None]:
    """The figures over matters that go by one date, in one query; means and quantiles to one decimal."""
    wanted = {each.key: _wanted(each) for each in asked if each.kind != RATE}
    values: dict[str, int | float | None] = dict(found.aggregate(**wanted)) if wanted else {}
    for each in asked:
        if each.kind in (MEAN, QUANTILE) and values[each.key] is not None:
            values[each.key] = round(float(values[each.key] or 0), 1)
    return values


def _wanted(each: Measure) -> Aggregate:
    if each.kind == MEAN:
        return Avg(days_between(*each.days), filter=each.where() or None)
    if each.kind == QUANTILE:
        return quantile_of(each, each.where() or None)
    return Count("pk", filter=each.where() or None)
