"""A table as a spreadsheet (sums are formulas where they are sums) or as CSV, and what it stands on."""

import csv
import io

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from xinfang.engines.tabular import safe_cell
from xinfang.faces.workbench.analysis.asked import Wish
from xinfang.faces.workbench.analysis.sheets import Line, Sheet, Shown
from xinfang.kernel import clock

__all__ = ["as_csv", "as_xlsx"]

HEAD = 3  # title, what it stands on, and an empty line come before the heads


def _remarks(wish: Wish) -> str:
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    where = wish.asked.unit_name or _("统计范围内全部单位")
    unit = _("单位：%(unit)s") % {"unit": wish.measure.unit}
    return f"{wish.asked.period.label} · {where} · {unit} · " + _("截至 %(moment)s") % {"moment": moment}


def as_csv(wish: Wish, sheet: Sheet) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it; what a rate stands on is a column of its own."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([safe_cell(title) for title in sheet.head])
    for line in [*sheet.lines, *([sheet.total] if sheet.total else [])]:
        writer.writerow([safe_cell(line.name), *(_flat(cell) for cell in line.cells)])
    return ("\ufeff" + text.getvalue()).encode()


def _flat(cell: Shown) -> str | float:
    if cell.under:
        return safe_cell(f"{cell.text}（{cell.under}）")
    return safe_cell(cell.text) if cell.value is None else cell.value


def as_xlsx(wish: Wish, sheet: Sheet) -> bytes:
    """The table, its rule below; a total that is a sum is one."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(_("统计表"))
        bold = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        plain = book.add_format({"border": 1})
        wide = book.add_format({"text_wrap": True, "valign": "top"})
        page.write_string(0, 0, safe_cell(sheet.finding), book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, safe_cell(_remarks(wish)))
        for place, title in enumerate(sheet.head):
            page.write_string(HEAD, place, safe_cell(title), bold)
        for number, line in enumerate(sheet.lines, HEAD + 1):
            _write(page, number, line, plain, sheet.adds_up)
        end = HEAD + 1 + len(sheet.lines)
        if sheet.total:
            _write_total(page, end, sheet, bold)
        for number, said in enumerate(_rules(wish, sheet), end + 2):
            page.merge_range(number, 0, number, max(len(sheet.head) - 1, 5), safe_cell(said), wide)
        page.set_column(0, 0, 24)
        page.set_column(1, len(sheet.head), 14)
        page.freeze_panes(HEAD + 1, 1)
    return buffer.getvalue()


def _write(page: object, number: int, line: Line, plain: object, adds_up: bool) -> None:
    page.write_string(number, 0, safe_cell(line.name), plain)  # type: ignore[attr-defined]
    last = len(line.cells)
    for place, cell in enumerate(line.cells, 1):
        if adds_up and place == last and last > 1:
            span = f"{xl_rowcol_to_cell(number, 1)}:{xl_rowcol_to_cell(number, last - 1)}"
            page.write_formula(number, place, f"=SUM({span})", plain, cell.value)  # type: ignore[attr-defined]
        else:
            _cell(page, number, place, cell, plain)


def _write_total(page: object, end: int, sheet: Sheet, bold: object) -> None:
    assert sheet.total is not None
    page.write_string(end, 0, safe_cell(sheet.total.name), bold)  # type: ignore[attr-defined]
    for place, cell in enumerate(sheet.total.cells, 1):
        if sheet.adds_up and sheet.lines:
            span = f"{xl_rowcol_to_cell(HEAD + 1, place)}:{xl_rowcol_to_cell(end - 1, place)}"
            page.write_formula(end, place, f"=SUM({span})", bold, cell.value)  # type: ignore[attr-defined]
        else:
            _cell(page, end, place, cell, bold)


def _cell(page: object, number: int, place: int, cell: Shown, form: object) -> None:
    flat = _flat(cell)
    write = page.write_string if isinstance(flat, str) else page.write_number  # type: ignore[attr-defined]
    write(number, place, flat, form)


def _rules(wish: Wish, sheet: Sheet) -> list[str]:
    """What is counted, by which text, in which version, and what does not add up."""
    measure = wish.measure
    told = {"name": measure.name, "rule": measure.definition, "source": wish.source, "n": measure.version}
    return [_("口径：%(name)s，%(rule)s依据：%(source)s。版本 %(n)d。") % told, *sheet.notes]
