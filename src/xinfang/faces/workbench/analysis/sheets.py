"""What a page shows as one table: the page, its files and its picture are made of the same cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from xinfang.faces.workbench.analysis.asked import Wish
from xinfang.insight.pivot.cells import Cell
from xinfang.insight.pivot.tables import Crossed, Head
from xinfang.insight.statistics.registry import COUNT, RATE, Measure
from xinfang.insight.statistics.rounding import whole_percent

__all__ = ["Line", "Sheet", "Shown", "crossing", "printed", "shown"]

STEPS = 5
COLUMN = 84  # of a drawing's height, in percent, is the tallest column; a number stands above it
MOST_COLUMNS, MOST_ROWS = 12, 60  # on a page; files hold all


@dataclass(frozen=True)
class Shown:
    """A cell: as printed, its number for a spreadsheet, what it stands on, its cases, its strength.

    `change`: of a difference printed with its percentage (+12（+8%）) the two as numbers, for a spreadsheet.
    `base`: what it stands on as numbers: of a rate how many of how many, of a mean of how many.
    """

    text: str
    value: float | None = None
    under: str = ""
    link: str = ""
    step: int = 0
    change: tuple[float | None, float | None] | None = None
    base: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row under its name. `of_largest`: its share of the largest, in percent, for a bar."""

    name: str
    cells: Sequence[Shown]
    of_largest: float = 0
    tick: float | None = None

    @property
    def column(self) -> dict[str, str]:
        """This and last year's as columns of a drawing: top and height in percent of it, the number above."""
        now, then = (COLUMN * share / 100 for share in (self.of_largest, self.tick or 0))
        told = {"now": now, "then": then, "now_top": 100 - now, "then_top": 100 - then, "above": 98 - now}
        return {name: f"{value:.2f}%" for name, value in told.items()}


@dataclass(frozen=True)
class Sheet:
    """A table with its finding. `adds_up`: the cells of a row, and of a column, make its total; `summed`: the
    columns, from 0, whose cells make their total where others are changes or shares."""

    finding: str
    head: Sequence[str]
    lines: Sequence[Line]
    total: Line | None = None
    notes: Sequence[str] = field(default_factory=list)
    adds_up: bool = False
    summed: tuple[int, ...] = ()

    @property
    def rows(self) -> list[tuple[Line, list[tuple[str, Shown]]]]:
        """Each line with its cells under their heads."""
        return [(line, self.headed(line)) for line in self.lines]

    @property
    def sums(self) -> list[tuple[str, Shown]]:
        """The cells of the total under their heads."""
        return self.headed(self.total) if self.total else []

    def headed(self, line: Line) -> list[tuple[str, Shown]]:
        """The cells of a line, each with its head: a telephone shows no row of heads."""
        return list(zip(self.head[1:], line.cells, strict=True))


def printed(measure: Measure, cell: Cell | None) -> str:
    """A value as people read it."""
    if cell is None or cell.value is None:
        return "—"
    return f"{cell.value:g}%" if measure.kind == RATE else f"{cell.value:g}"


def shown(measure: Measure, cell: Cell | None, link: str = "", most: float = 0) -> Shown:
    """A cell of a table; a rate says n of n, a mean or quantile of how many."""
    if cell is None or not cell.told:
        return Shown("0", 0) if measure.kind == COUNT else Shown("—")
    under = ""
    base: tuple[int, ...] = ()
    if measure.kind == RATE:
        under, base = f"{cell.counted}/{cell.n}", (cell.counted, cell.n)
    elif measure.kind != COUNT:
        under, base = _("%(n)d 件") % {"n": cell.n}, (cell.n,)
    step = -int(-STEPS * (cell.value or 0) // most) if most else 0
    return Shown(printed(measure, cell), cell.value, under, link, step, base=base)


def crossing(wish: Wish, found: Crossed, whole: bool = False) -> Sheet:
    """The table of two dimensions (or one); `whole`: with every row and column, for a file."""
    columns, more = _folded(found.columns, MOST_COLUMNS, whole)
    rows, more_rows = _folded(found.rows, MOST_ROWS, whole)
    most = max((cell.value or 0 for cell in found.cells.values()), default=0)
    lines = [_line(wish, found, row, columns, more, most) for row in rows]
    head = [str(found.by[0].name), *(column.name for column in columns)]
    head += [_("其余 %(n)d 栏") % {"n": len(more)}] if more else []
    notes = list(found.notes)
    if more_rows:
        notes.append(_("还有 %(n)d 行较少的没有列出，下载的表里都有。") % {"n": len(more_rows)})
    adds_up = found.measure.kind == COUNT and not found.notes
    return Sheet(
        _finding(found), [*head, _("合计")], lines, _total(wish, found, columns, more), notes, adds_up
    )


def _folded(heads: list[Head], most: int, whole: bool) -> tuple[list[Head], list[Head]]:
    """Those shown, and those that are too many."""
    return (heads, []) if whole or len(heads) <= most else (heads[: most - 1], heads[most - 1 :])


def _line(wish: Wish, found: Crossed, row: Head, columns: list[Head], more: list[Head], most: float) -> Line:
    measure, rows = found.measure, (wish.rows, row.key)
    cells = []
    for column in columns:
        link = wish.cases(rows, (wish.columns, column.key))
        cells.append(shown(measure, found.cells.get((row.key, column.key)), link, most))
    if more:
        cells.append(_rest(measure, [found.cell(row.key, column.key) for column in more]))
    whole = max((head.total.value or 0 for head in found.rows), default=0)
    length = 100 * (row.total.value or 0) / whole if whole else 0
    return Line(row.name, [*cells, shown(measure, row.total, wish.cases(rows))], length)


def _total(wish: Wish, found: Crossed, columns: list[Head], more: list[Head]) -> Line:
    measure = found.measure
    cells = [shown(measure, each.total, wish.cases((wish.columns, each.key))) for each in columns]
    if more:
        cells.append(_rest(measure, [each.total for each in more]))
    return Line(_("合计"), [*cells, shown(measure, found.total, wish.cases())])


def _rest(measure: Measure, cells: list[Cell]) -> Shown:
    if measure.kind != COUNT:
        return Shown("—")
    total = sum(int(cell.value or 0) for cell in cells)
    return Shown(str(total), total)


def _finding(found: Crossed) -> str:
    """The largest row and its share; of a rate, the whole."""
    measure, total = found.measure, found.total.value
    if not total:
        return _("这个时期没有%(name)s") % {"name": measure.name}
    if measure.kind == RATE:
        told = {"name": measure.name, "value": total, "n": f"{found.total.counted}/{found.total.n}"}
        return _("%(name)s %(value)g%%（%(n)s）") % told
    told = {"name": measure.name, "value": total, "unit": measure.unit}
    if measure.kind != COUNT or found.notes or found.by[0].ordered or not found.rows:
        return _("%(name)s %(value)g %(unit)s") % told
    told["first"] = found.rows[0].name
    told["share"] = whole_percent(found.rows[0].total.value or 0, total)
    return _("%(name)s %(value)g %(unit)s，%(first)s占 %(share)d%%") % told
