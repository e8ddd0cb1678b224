"""What stands in a cell: a count, a rate with its n, a mean or a quantile with its n."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value

from xinfang.insight.statistics.registry import COUNT, MEAN, RATE, Measure
from xinfang.insight.statistics.rounding import percent_at_least, whole_percent
from xinfang.insight.statistics.rows import days_between, quantile_of

__all__ = ["EMPTY", "Cell", "Key", "added", "tallied"]

Key = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """`value` as it is printed, None where a rate or a mean has nothing to stand on; `counted` of `n` for a
    rate, `n` cases for a mean or a quantile. `days`: the sum behind a mean."""

    value: int | float | None
    counted: int = 0
    n: int = 0
    days: float = 0

    @property
    def told(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.value or self.n)


EMPTY = Cell(None)


def tallied(
    measure: Measure, found: QuerySet[Any], base: QuerySet[Any] | None, by: tuple[str, ...]
) -> dict[Key, Cell]:
    """The cells of counted rows that carry their parts under the names `by`; of a rate with its base."""
    if measure.kind == COUNT:
        return {key: Cell(n, n, n) for key, n in _counts(found, measure, by).items() if n}
    if measure.kind == RATE:
        assert base is not None
        counted, whole = _counts(found, measure, by), _counts(base, measure, by)
        return {key: _rate(measure, counted.get(key, 0), n) for key, n in whole.items()}
    if measure.kind == MEAN:
        days = Sum(days_between(*measure.days))
        rows = _grouped(found, by).annotate(days=days, n=Count("pk"))
        return {_key(row, by): _mean(float(row["days"]), row["n"]) for row in rows if row["n"]}
    rows = _grouped(found, by).annotate(value=quantile_of(measure), n=Count("pk"))
    return {_key(row, by): Cell(round(float(row["value"]), 1), 0, row["n"]) for row in rows if row["n"]}


def added(measure: Measure, cells: Iterable[Cell]) -> Cell | None:
    """The cell of all these together, where it follows from them; None where it must be asked for anew."""
    found = list(cells)
    if measure.kind not in _TOGETHER:
        return None
    return _TOGETHER[measure.kind](measure, found)


def _rate(measure: Measure, counted: int, n: int) -> Cell:
    rounded = percent_at_least if measure.at_least else whole_percent
    return Cell(rounded(counted, n) if n else None, counted, n)


def _mean(days: float, n: int) -> Cell:
    return Cell(round(days / n, 1) if n else None, 0, n, days)


_TOGETHER: dict[str, Callable[[Measure, list[Cell]], Cell]] = {
    COUNT: lambda measure, cells: Cell(*[sum(cell.n for cell in cells)] * 3),
    RATE: lambda measure, cells: _rate(measure, sum(c.counted for c in cells), sum(c.n for c in cells)),
    MEAN: lambda measure, cells: _mean(sum(c.days for c in cells), sum(c.n for c in cells)),
}


def _counts(found: QuerySet[Any], measure: Measure, by: tuple[str, ...]) -> dict[Key, int]:
    rows = _grouped(found, by).annotate(value=Sum(measure.weight))
    return {_key(row, by): int(row["value"] or 0) for row in rows}


def _grouped(found: QuerySet[Any], by: tuple[str, ...]) -> QuerySet[Any, dict[str, Any]]:
    """A row for all together when there is nothing to group by."""
    return found.order_by().annotate(every=Value(1)).values("every", *by)


def _key(row: dict[str, Any], by: tuple[str, ...]) -> Key:
    return tuple(row[name] for name in by)
