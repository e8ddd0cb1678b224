"""Workbooks: what is checked before they are opened, and their cells as text."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from xinfang.engines.tabular.table import (
    DAMAGED,
    EMPTY,
    LOCKED,
    NOT_A_TABLE,
    SWOLLEN,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH,
    Limits,
    Table,
    TableRefused,
    build_table,
    clean_text,
)

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 400 * 1024 * 1024
# Sheets of regular rows shrink to a fortieth; deflate's utmost is a thousandth.
SMALL_UNPACKED = 10 * 1024 * 1024
MAX_RATIO = 150
MAX_PARTS = 5_000

_DIMENSION = re.compile(
    rb'<(?:\w+:)?dimension\b[^>]*\bref="(?:\$?[A-Z]+\$?\d+:)?\$?([A-Z]{1,4})\$?(\d{1,8})"'
)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_workbook(data: bytes, limits: Limits) -> Table:
    """The first visible worksheet with content of an .xlsx or .xls file. Raises TableRefused.

    To be called in a process of its own: the parser can abort the process or take all its memory.
    """
    if data.startswith(ZIP_START):
        check_package(data, limits)
    try:
        return _first_table(data, limits)
    except PasswordError:
        raise TableRefused(LOCKED) from None
    except CalamineError:
        raise TableRefused(DAMAGED) from None


def check_package(data: bytes, limits: Limits) -> None:
    """Refuses an .xlsx package that would swell, or whose sheets declare more than the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(_SHEET_PART.fullmatch(name) for name in names):
                raise TableRefused(NOT_A_TABLE)
            _refuse_swollen(parts)
            for part in parts:
                if _SHEET_PART.fullmatch(part.filename):
                    with package.open(part) as sheet:
                        _refuse_declared(sheet.read(4096), limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise TableRefused(DAMAGED) from None


def _refuse_swollen(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = unpacked > SMALL_UNPACKED and unpacked > MAX_RATIO * max(packed, 1)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or swollen:
        raise TableRefused(SWOLLEN)


def _refuse_declared(beginning: bytes, limits: Limits) -> None:
    if not (match := _DIMENSION.search(beginning)):
        return
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - 64
    if int(match[2]) > limits.max_rows + 1:
        raise TableRefused(TOO_MANY_ROWS, limit=limits.max_rows)
    if column > limits.max_columns:
        raise TableRefused(TOO_MANY_COLUMNS, limit=limits.max_columns)


def _first_table(data: bytes, limits: Limits) -> Table:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for entry in book.sheets_metadata:
            if entry.typ != SheetTypeEnum.WorkSheet or entry.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(entry.name)
            if sheet.start is None:
                continue
            if sheet.width > limits.max_columns:
                raise TableRefused(TOO_MANY_COLUMNS, limit=limits.max_columns)
            if sheet.height > limits.max_rows + 1:
                raise TableRefused(TOO_MANY_ROWS, limit=limits.max_rows)
            if sheet.height * sheet.width > limits.max_cells:
                raise TableRefused(TOO_MUCH)
            return build_table(_rows(sheet), limits, sheet=entry.name)
    raise TableRefused(EMPTY)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
        yield number, [clean_text(cell) if isinstance(cell, str) else cell_text(cell) for cell in row]


def cell_text(cell: int | float | bool | time | date | timedelta) -> str:
    """A cell that is not text: 2549.0 is '2549', dates are 'YYYY-MM-DD HH:MM:SS', times 'HH:MM:SS'.

    Durations are in hours 'H:MM:SS'; truth values are TRUE and FALSE as a sheet shows them.
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        # Serial numbers are fractions of a day: 09:32:08.999999 was typed as 09:32:09.
        rounded = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat() + " 00:00:00"
    if isinstance(cell, time):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(cell)
