"""Tables that go out: no cell of them can become a formula."""

import io
import unicodedata
from collections.abc import Iterable, Sequence

REASON = "问题"
MAX_CELL_UNITS = 32_767
_FORMULA_STARTS = "=+-@"


def safe_cell(text: str) -> str:
    """`text` for a CSV cell: an apostrophe goes before what a spreadsheet could take for a formula.

    That is = + - @ (half or full width, also after spaces and invisible characters) and a leading tab or
    line end. Everything else is unchanged; applying it twice changes nothing more. Quote every cell when
    writing CSV: a spreadsheet set to another delimiter would cut an unquoted cell in two.
    """
    if text.startswith(("\t", "\r", "\n")):
        return "'" + text
    for ch in unicodedata.normalize("NFKC", text):
        if ch.isspace() or unicodedata.category(ch) in ("Cf", "Cc", "Zs"):
            continue
        return "'" + text if ch in _FORMULA_STARTS else text
    return text


def write_error_sheet(
    header: Sequence[str], rows_with_reason: Iterable[tuple[Sequence[str], str]], *, reason: str = REASON
) -> bytes:
    """An .xlsx file of the rows that were refused, each as it came in, with the reason in the last column.

    All cells are text and stay text when edited, so the file can be corrected and uploaded again: a reason
    column from the time before is dropped. Cells over 32,767 characters (Excel's limit) end with '…'.
    """
    import xlsxwriter  # only needed when rows were refused

    kept = [i for i, name in enumerate(header) if name != reason]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        bold = book.add_format({"num_format": "@", "quote_prefix": True, "bold": True})
        for column, i in enumerate(kept):
            sheet.write_string(0, column, _fitting(header[i]), bold)
        sheet.write_string(0, len(kept), reason, bold)
        for number, (row, why) in enumerate(rows_with_reason, start=1):
            for column, i in enumerate(kept):
                sheet.write_string(number, column, _fitting(row[i] if i < len(row) else ""), text)
            sheet.write_string(number, len(kept), _fitting(why), text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _fitting(text: str) -> str:
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units <= MAX_CELL_UNITS:
        return text
    cut = text.encode("utf-16-le", "surrogatepass")[: (MAX_CELL_UNITS - 1) * 2]
    return cut.decode("utf-16-le", "ignore") + "…"
