"""A measure by one or two dimensions: cells, margins, and why they may not add up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xinfang.insight.pivot.cells import EMPTY, Cell, Key, added, tallied
from xinfang.insight.statistics.dimensions import DIMENSIONS, Dimension, placed
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import divisible, known
from xinfang.insight.statistics.registry import COUNT, MATTERS, PETITIONS, RATE, Measure, load
from xinfang.insight.statistics.rows import counted
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["Crossed", "Head", "crossed", "dimensions_of", "divisible_measures"]


MONTHS_OF = {"month": 1, "quarter": 3}  # how many months a part of time has


@dataclass(frozen=True)
class Head:
    """A row or a column: its part's key and name, and the cell of all of it."""

    key: str
    name: str
    total: Cell


@dataclass(frozen=True)
class Crossed:
    """`cells` by (row, column); `columns` is empty when divided once. `notes` say what does not add up."""

    measure: Measure
    by: tuple[Dimension, ...]
    rows: list[Head]
    columns: list[Head]
    cells: dict[Key, Cell]
    total: Cell
    notes: list[str] = field(default_factory=list)

    def cell(self, row: str, column: str) -> Cell:
        """What stands in one place."""
        return self.cells.get((row, column), EMPTY)


def divisible_measures() -> list[Measure]:
    """Those that have parts at all, in the registry's order."""
    return [each for each in load().values() if each.subject in (PETITIONS, MATTERS)]


def dimensions_of(measure: Measure) -> list[Dimension]:
    """Those by which a measure can be divided."""
    return [each for each in DIMENSIONS.values() if each.divides(measure)]


def crossed(
    scope: Scope, key: str, period: Period, rows: str, columns: str = "", unit_id: int | None = None
) -> Crossed:
    """Divide a measure. Raises Refusal for an unknown measure, a dimension it has not, or one taken twice."""
    measure = known(key)
    if rows == columns:
        raise Refusal(_("行和列不能是同一种细分，请换一个。"))
    by = tuple(divisible(measure, each) for each in (rows, columns) if each)
    found = _found(scope, measure, period, unit_id)
    cells = _tally(measure, found, by)
    margins = [_margin(measure, found, by, place, cells) for place in range(len(by))]
    nothing = Cell(0) if measure.kind == COUNT else EMPTY
    if not any(each.overlapping for each in by):  # else a month without any of its parts may hold others
        margins = [
            {**dict.fromkeys(_passed(dimension, margin, period), nothing), **margin}
            for dimension, margin in zip(by, margins, strict=True)
        ]
    heads = [_heads(dimension, margin, period) for dimension, margin in zip(by, margins, strict=True)]
    if any(each.overlapping for each in by):
        total = _tally(measure, found, ()).get((), EMPTY)
    else:
        total = added(measure, cells.values())
    return Crossed(measure, by, heads[0], heads[1] if columns else [], cells, total, _notes(measure, by))


def _found(scope: Scope, measure: Measure, period: Period, unit_id: int | None) -> QuerySet[Any]:
    """The rows that a measure counts; of a rate those of its base, among which are all of its own."""
    return counted(scope, load()[measure.base or ""] if measure.kind == RATE else measure, period, unit_id)


def _tally(measure: Measure, found: QuerySet[Any], by: Sequence[Dimension]) -> dict[Key, Cell]:
    names = {f"part{n}": each for n, each in enumerate(by)}
    return tallied(measure, placed(found, measure, **names) if names else found, tuple(names))


def _margin(
    measure: Measure, found: QuerySet[Any], by: tuple[Dimension, ...], place: int, cells: dict[Key, Cell]
) -> dict[str, Cell]:
    """The totals of one dimension: added up where that is true, asked for anew where it is not."""
    if len(by) == 1:
        return {key[0]: cell for key, cell in cells.items()}
    lines: dict[str, list[Cell]] = {}
    for key, cell in cells.items():
        lines.setdefault(key[place], []).append(cell)
    if not by[1 - place].overlapping:
        return {part: added(measure, line) for part, line in lines.items()}
    anew = _tally(measure, found, (by[place],))
    return {key[0]: cell for key, cell in anew.items() if key[0] in lines}


def _heads(dimension: Dimension, margin: dict[str, Cell], period: Period) -> list[Head]:
    """Largest first by what is counted, or in the dimension's own order."""
    parts = dimension.sorted({key: cell.n for key, cell in margin.items()}, period.last)
    return [Head(part.key, part.name, margin[part.key]) for part in parts]


def _passed(dimension: Dimension, margin: dict[str, Cell], period: Period) -> list[str]:
    """The months or quarters of a period: of time none is left out between, though nothing came in it."""
    if not margin or dimension.key not in MONTHS_OF:
        return []
    months = MONTHS_OF[dimension.key]
    first, last = ((day.month - 1) // months + 1 for day in (period.first, period.last))
    return [str(number) for number in range(first, last + 1)]


def _notes(measure: Measure, by: Iterable[Dimension]) -> list[str]:
    found = [str(each.overlapping) for each in by if each.overlapping]
    if measure.kind == RATE:
        found.append(_("百分比不能相加：合计用全部的数重新计算，小字是基数。"))
    elif measure.kind != COUNT:
        found.append(_("平均数、中位数不能相加：合计用全部的事项重新计算，小字是件数。"))
    return found
