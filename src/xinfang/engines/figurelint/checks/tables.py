"""Tables whose cells are parted by tabs or bars: a row or a column 合计 that is not the sum of the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.numerals import halved
from xinfang.engines.figurelint.reading import COUNT, Quantity, Sentence

__all__ = ["tables"]

_TOTAL = re.compile(r"(?:[总合共]计|总数)")
_NESTED = re.compile(r"小计|其中|[合总共]计|[包]?含|同比|上年|去年|累计")
_NO_COUNT = re.compile(
    r"率|比|均|序号|编号|排名|名次|位次|年份|电话|备注|涉及|部门|天数|时限|最|增减|升降|增幅|±|\+"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_NOTHING = re.compile(r"|[-—–/]+|无")
_RULE = re.compile(r"[\s|:+-]*")
_LONGEST = 300  # rows


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, without blanks around it, and where."""

    start: int
    text: str

    def number(self) -> int | None:
        """The whole number in it; a stroke is none of it, anything else is no number."""
        if _NUMBER.fullmatch(self.text):
            return int(self.text.replace(",", ""))
        return 0 if _NOTHING.fullmatch(self.text) else None


Rows = Sequence[Sequence[Cell]]


def tables(text: str) -> Iterator[Fault]:
    """Faults of the sums of tables, read by rows and by columns."""
    plain = halved(text)
    for rows in _tables(plain):
        width = len(rows[0])
        if len(rows) > 2 and width > 1 and all(len(row) == width for row in rows):
            yield from _summed(plain, rows)
            yield from _summed(plain, list(zip(*rows, strict=True)))


def _tables(text: str) -> Iterator[list[list[Cell]]]:
    rows: list[list[Cell]] = []
    place = 0
    for line in [*text.split("\n"), ""]:
        cells = _cells(line, place)
        if len(cells) > 1 and len(rows) < _LONGEST:
            rows += [] if _RULE.fullmatch(line) else [cells]
        elif rows:
            yield rows
            rows = []
        place += len(line) + 1


def _cells(line: str, place: int) -> list[Cell]:
    if "\t" not in line and "|" not in line:
        return []
    cells = [
        Cell(place + found.start() + len(found[0]) - len(found[0].lstrip()), found[0].strip())
        for found in re.finditer(r"[^\t|]*(?=[\t|]|$)", line)
        if found.start() == 0 or line[found.start() - 1] in "\t|"
    ]
    first = 1 if "|" in line and not cells[0].text else 0
    return cells[first : len(cells) if cells[-1].text else -1]


def _summed(text: str, rows: Rows) -> Iterator[Fault]:
    """Some sums hold, so that the total is of all that is named; those that do not are told."""
    head, body = rows[0], list(rows[1:])
    sums = [row for row in body if _TOTAL.fullmatch(re.sub(r"\s", "", row[0].text))]
    parts = [row for row in body if row not in sums and not _NO_COUNT.search(row[0].text)]
    if (
        len(sums) != 1
        or len(parts) < 2
        or any(_NESTED.search(row[0].text) or not row[0].text for row in parts)
    ):
        return
    holds, wrong = 0, []
    for column in range(1, len(head)):
        values = [row[column].number() for row in parts]
        total = sums[0][column].number()
        if (
            not total
            or None in values
            or _NO_COUNT.search(head[column].text)
            or _NUMBER.fullmatch(head[column].text)
        ):
            continue
        if sum(filter(None, values)) == total:
            holds += 1
        else:
            wrong.append((sums[0][column], [Fraction(value or 0) for value in values]))
    if holds >= len(wrong) > 0:
        for cell, each in wrong:
            yield _fault(text, cell, each)


def _fault(text: str, cell: Cell, values: list[Fraction]) -> Fault:
    start = text.rfind("\n", 0, cell.start) + 1
    end = text.find("\n", cell.start)
    row = Sentence(start, text[start : end if end >= 0 else len(text)], 0)
    value = Fraction(cell.number() or 0)
    total = Quantity(cell.start, cell.start + len(cell.text), cell.text, value, Fraction(0), "", COUNT)
    return off(row, total, values, total)
