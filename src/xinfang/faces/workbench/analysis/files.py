"""A table as a spreadsheet (sums are formulas where they are sums) or as CSV, and what it stands on."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from xinfang.engines.tabular import safe_cell
from xinfang.faces.workbench.analysis.asked import Wish
from xinfang.faces.workbench.analysis.sheets import Sheet, Shown
from xinfang.kernel import clock

__all__ = ["as_csv", "as_xlsx"]

HEAD = 3  # title, what it stands on, and an empty line come before the heads


def _remarks(wish: Wish) -> str:
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    where = wish.asked.unit_name or _("统计范围内全部单位")
    unit = _("单位：%(unit)s") % {"unit": wish.measure.unit}
    return f"{wish.asked.period.label} · {where} · {unit} · " + _("截至 %(moment)s") % {"moment": moment}


@dataclass(frozen=True)
class _Grid:
    """A table for a file: each column one kind of thing. `origin`: the column of the page that each comes
    from, None for what stands beside it; `based`: those of the numbers that a rate or a mean stands on."""

    head: list[str]
    rows: list[list[str | float]]
    total: list[str | float]
    origin: list[int | None]
    based: list[int]


def _grid(sheet: Sheet) -> _Grid:
    """What a page prints in one cell, a change with its percentage or a rate with what it stands on, takes
    columns of its own: numbers can be sorted and drawn, and no spreadsheet reads 11/12 as a day."""
    lines = [*sheet.lines, *([sheet.total] if sheet.total else [])]
    head = [safe_cell(sheet.head[0])]
    origin: list[int | None] = [None]
    based: list[int] = []
    filled: list[list[str | float]] = [[safe_cell(line.name)] for line in lines]
    for place, title in enumerate(sheet.head[1:]):
        column = [line.cells[place] for line in lines]
        beside = _beside(column)
        head += [safe_cell(title), *(safe_cell(f"{title}（{each}）") for each in beside)]
        if not any(cell.change for cell in column):
            based += range(len(origin) + 1, len(origin) + 1 + len(beside))
        origin += [place, *(None for _each in beside)]
        for row, cell in zip(filled, column, strict=True):
            row += _cells(cell, 1 + len(beside))
    return _Grid(head, filled[: len(sheet.lines)], filled[-1] if sheet.total else [], origin, based)


def _beside(column: Sequence[Shown]) -> list[str]:
    """What the columns beside a column are called."""
    if any(cell.change for cell in column):
        return ["%"]
    stands_on = max((len(cell.base) for cell in column), default=0)
    return [_("计入"), _("基数")][2 - stands_on :]


def _cells(cell: Shown, width: int) -> list[str | float]:
    if cell.change is not None:
        return [_number(each) for each in cell.change][:width]
    told: list[str | float] = [safe_cell(cell.text) if cell.value is None else cell.value, *cell.base]
    return told + [""] * (width - len(told))


def _number(value: float | None) -> str | float:
    return "—" if value is None else value


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it; what a rate stands on is a column of its own."""
    grid, text = _grid(sheet), io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([grid.head, *grid.rows, *([grid.total] if grid.total else [])])
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(wish: Wish, sheet: Sheet) -> bytes:
    """The table, its rule below; a total that is a sum is one."""
    buffer, grid = io.BytesIO(), _grid(sheet)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(_("统计表"))
        bold = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        plain = book.add_format({"border": 1})
        wide = book.add_format({"text_wrap": True, "valign": "top"})
        page.write_string(0, 0, safe_cell(sheet.finding), book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, safe_cell(_remarks(wish)))
        _write(page, HEAD, grid.head, bold)
        for number, row in enumerate(grid.rows, HEAD + 1):
            _write(page, number, row, plain)
            if sheet.adds_up and len(row) > 2:
                _sum(page, (number, len(row) - 1), (number, 1), row[-1], plain)
        end = HEAD + 1 + len(grid.rows)
        if grid.total:
            _write(page, end, grid.total, bold)
            _sums_below(page, end, sheet, grid, bold)
        for number, said in enumerate(_rules(wish, sheet), end + 2):
            page.merge_range(number, 0, number, max(len(grid.head) - 1, 5), safe_cell(said), wide)
        page.set_column(0, 0, 24)
        page.set_column(1, len(grid.head), 14)
        page.freeze_panes(HEAD + 1, 1)
    return buffer.getvalue()


def _sums_below(page: Worksheet, end: int, sheet: Sheet, grid: _Grid, form: Format) -> None:
    for place, origin in enumerate(grid.origin):
        adds_up = origin is not None and (sheet.adds_up or origin in sheet.summed)
        adds_up = adds_up or place in grid.based and _makes(grid, place)
        if adds_up and grid.rows:
            _sum(page, (end, place), (HEAD + 1, place), grid.total[place], form)


def _makes(grid: _Grid, place: int) -> bool:
    """Whether a column makes its total; where one case has several parts, it does not."""
    numbers = [row[place] for row in grid.rows]
    return grid.total[place] == sum(each for each in numbers if not isinstance(each, str))


def _sum(
    page: Worksheet, at: tuple[int, int], first: tuple[int, int], value: str | float, form: Format
) -> None:
    """A cell that is the sum of those from `first` to the one before it, in its row or its column."""
    last = (at[0], at[1] - 1) if at[0] == first[0] else (at[0] - 1, at[1])
    span = f"{xl_rowcol_to_cell(*first)}:{xl_rowcol_to_cell(*last)}"
    page.write_formula(*at, f"=SUM({span})", form, value)


def _write(page: Worksheet, number: int, row: Sequence[str | float], form: Format) -> None:
    for place, each in enumerate(row):
        (page.write_string if isinstance(each, str) else page.write_number)(number, place, each, form)


def _rules(wish: Wish, sheet: Sheet) -> list[str]:
    """What is counted, by which text, in which version, and what does not add up."""
    measure = wish.measure
    told = {"name": measure.name, "rule": measure.definition, "source": wish.source, "n": measure.version}
    return [_("口径：%(name)s，%(rule)s依据：%(source)s。版本 %(n)d。") % told, *sheet.notes]
