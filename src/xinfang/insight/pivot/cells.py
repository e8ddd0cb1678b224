"""What stands in a cell: a count, a rate with its n, a mean or a quantile with its n."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value

from xinfang.insight.statistics.registry import COUNT, MEAN, RATE, Measure
from xinfang.insight.statistics.rounding import percent_at_least, whole_percent
from xinfang.insight.statistics.rows import MEDIAN, days_between

__all__ = ["EMPTY", "Cell", "Key", "added", "tallied"]

Key = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """`value` as it is printed, None where a rate or a mean has nothing to stand on; `counted` of `n` for a
    rate, `n` cases for a mean or a quantile. `days`: how many cases took how many days."""

    value: int | float | None
    counted: int = 0
    n: int = 0
    days: Counter[float] = field(default_factory=Counter)

    @property
    def told(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.value or self.n)


EMPTY = Cell(None)


def tallied(measure: Measure, found: QuerySet[Any], by: tuple[str, ...]) -> dict[Key, Cell]:
    """The cells of counted rows that carry their parts under the names `by`; of a rate those of its base, of
    which it says how many count."""
    if measure.kind == COUNT:
        return {key: Cell(n, n, n) for key, n in _counts(found, measure, by).items() if n}
    if measure.kind == RATE:
        rows = _grouped(found, by).annotate(n=Count("pk"), good=Count("pk", filter=measure.where()))
        return {_key(row, by): _rate(measure, row["good"], row["n"]) for row in rows if row["n"]}
    spread: dict[Key, Counter[float]] = {}
    rows = found.order_by().annotate(took=days_between(*measure.days)).values(*by, "took")
    for row in rows.annotate(n=Count("pk")):
        spread.setdefault(_key(row, by), Counter())[float(row["took"])] += row["n"]
    return {key: _taken(measure, days) for key, days in spread.items()}


def added(measure: Measure, cells: Iterable[Cell]) -> Cell:
    """The cell of all these together, of cases that are in one of them only."""
    found = list(cells)
    if measure.kind == COUNT:
        n = sum(cell.n for cell in found)
        return Cell(n, n, n)
    if measure.kind == RATE:
        return _rate(measure, sum(cell.counted for cell in found), sum(cell.n for cell in found))
    return _taken(measure, sum((cell.days for cell in found), Counter()))


def _rate(measure: Measure, counted: int, n: int) -> Cell:
    rounded = percent_at_least if measure.at_least else whole_percent
    return Cell(rounded(counted, n) if n else None, counted, n)


def _taken(measure: Measure, days: Counter[float]) -> Cell:
    """The mean of days that cases took, or the quantile as the database has it (rows.quantile_of)."""
    n = days.total()
    if not n:
        return EMPTY
    if measure.kind == MEAN:
        value = sum(each * count for each, count in days.items()) / n
    elif measure.quantile == MEDIAN:
        value = (_at(days, (n - 1) // 2) + _at(days, n // 2)) / 2
    else:
        value = _at(days, ceil(measure.quantile * n) - 1)
    return Cell(round(value, 1), 0, n, days)


def _at(days: Counter[float], place: int) -> float:
    """The days of the case at a place, from 0, when cases stand in the order of their days."""
    for each in sorted(days):
        place -= days[each]
        if place < 0:
            return each
    raise IndexError(place)


def _counts(found: QuerySet[Any], measure: Measure, by: tuple[str, ...]) -> dict[Key, int]:
    rows = _grouped(found, by).annotate(value=Sum(measure.weight))
    return {_key(row, by): int(row["value"] or 0) for row in rows}


def _grouped(found: QuerySet[Any], by: tuple[str, ...]) -> QuerySet[Any, dict[str, Any]]:
    """A row for all together when there is nothing to group by."""
    return found.order_by().annotate(every=Value(1)).values("every", *by)


def _key(row: dict[str, Any], by: tuple[str, ...]) -> Key:
    return tuple(row[name] for name in by)
