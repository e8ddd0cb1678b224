"""The sheet of a list: the filter's matters in the chosen columns, names masked, under the official head."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.petitions import queries as petitions
from xinfang.engines.tabular import safe_cell
from xinfang.faces.workbench.worklist.columns import Column
from xinfang.faces.workbench.worklist.filters import Filtered
from xinfang.faces.workbench.worklist.listing import lines
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record
from xinfang.registers.staff.scope import Scope

__all__ = ["EXPORT_LIMIT", "Taken", "sheet_name", "write_sheet"]

EXPORT_LIMIT = 50_000
CHUNK = 1000
HEAD_ROWS = 3  # title, remarks, column heads


@dataclass(frozen=True)
class Taken:
    """What a sheet took out of the register; `cut`: there was more than a sheet takes."""

    rows: int
    cut: bool
    columns: list[str]
    conditions: list[str]  # which, not their values: these may be names

    @property
    def told(self) -> Record:
        """For the audit."""
        return Record("worklist.exported", "worklist", None, after=vars(self))


def sheet_name() -> str:
    """What the download is called today."""
    return _("来信来访事项一览表 %(day)s.xlsx") % {"day": clock.today().isoformat()}


def write_sheet(
    file: IO[bytes],
    listed: Filtered,
    columns: Sequence[Column],
    scope: Scope,
    tell: Callable[[int], None] = lambda _rows: None,
) -> Taken:
    """Write the sheet; `tell` hears how many rows are written, a thousand at a time."""
    heads = [_("编号"), *(str(column.label) for column in columns), _("时限")]
    widths = [14, *(column.width for column in columns), 14]
    cut = listed.matters.order_by().count() > EXPORT_LIMIT
    count = 0
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("一览表"))
        bold = book.add_format({"bold": True, "border": 1, "align": "center", "num_format": "@"})
        cell = book.add_format({"border": 1, "num_format": "@"})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.merge_range(0, 0, 0, len(heads) - 1, _("来信来访事项一览表"), title)
        sheet.write_string(1, 0, safe_cell(_remarks(listed, scope, cut)))
        for place, head in enumerate(heads):
            sheet.write_string(2, place, head, bold)
        for count, words in enumerate(_rows(listed, columns), start=1):
            for place, text in enumerate(words):
                sheet.write_string(count + HEAD_ROWS - 1, place, safe_cell(text), cell)
            if count % CHUNK == 0:
                tell(count)
        sheet.freeze_panes(HEAD_ROWS, 1)
        sheet.repeat_rows(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return Taken(count, cut, [column.key for column in columns], [chip.label for chip in listed.chips])


def _rows(listed: Filtered, columns: Sequence[Column]) -> Iterator[list[str]]:
    left, today = EXPORT_LIMIT, clock.today()
    for matters in petitions.chunks(listed.matters, listed.order, size=min(CHUNK, EXPORT_LIMIT)):
        for line in lines(matters[:left], columns, today):
            yield [line.row.number, *(each.text for each in line.cells), line.light.words]
        left -= len(matters)
        if left <= 0:
            return


def _remarks(listed: Filtered, scope: Scope, cut: bool) -> str:
    when = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    parts: list[Any] = [
        _("单位：%(unit)s") % {"unit": scope.actor.unit},
        _("导出时间：%(when)s") % {"when": when},
    ]
    if listed.chips:
        parts.append(_("条件：") + "；".join(f"{chip.label} {chip.value}" for chip in listed.chips))
    if cut:
        told = _("只含前 %(n)d 件，其余请缩小条件后另行导出")
        parts.append(told % {"n": EXPORT_LIMIT})
    return "　".join(parts)
