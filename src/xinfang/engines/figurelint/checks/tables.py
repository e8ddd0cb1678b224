"""Tables whose cells are parted by tabs or bars: a row or a column 合计 that is not the sum of the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xinfang.engines.figurelint.checks.columns import columns
from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.numerals import halved
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["tables"]

_TOTAL = re.compile(r"(?:[总合共]计|总数)")
_NESTED = re.compile(r"小计|其中|[合总共]计|[包]?含|同比|上年|去年|累计")
_NO_COUNT = re.compile(
    r"率|比|均|序号|编号|排名|名次|位次|年份|电话|备注|涉及|部门|天数|时限|最|增减|升降|增幅|±|\+"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_PERCENT = re.compile(r"(?:[+↑]|(?P<down>[-−–↓]))?(?P<number>\d{1,5}(?:\.(?P<places>\d{1,4}))?)%")
_REST = re.compile(r"其他|其它|其余")
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
            yield from _unequal(plain, [*_summed(rows), *_summed(list(zip(*rows, strict=True)))])
            yield from columns([_row(plain, row[0]) for row in rows], [list(map(_read, row)) for row in rows])


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


def _unequal(text: str, found: Sequence[tuple[Cell, Sequence[Cell]]]) -> Iterator[Fault]:
    """The sums that are off by themselves, not by another sum among their parts."""
    right = {total.start: sum(part.number() or 0 for part in parts) for total, parts in found}
    for total, parts in found:
        if sum(right.get(part.start, part.number() or 0) for part in parts) != total.number():
            yield _fault(text, total, [Fraction(part.number() or 0) for part in parts])


def _summed(rows: Rows) -> Iterator[tuple[Cell, Sequence[Cell]]]:
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
        cells = [row[column] for row in parts]
        values = [cell.number() for cell in cells]
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
            wrong.append((sums[0][column], cells))
    rest = any(_REST.match(row[0].text) for row in parts) and len(wrong) == 1
    if holds >= len(wrong) > 0 or rest:
        yield from wrong


def _row(text: str, cell: Cell) -> Sentence:
    """The line in which a cell stands."""
    start = text.rfind("\n", 0, cell.start) + 1
    end = text.find("\n", cell.start)
    return Sentence(start, text[start : end if end >= 0 else len(text)], 0)


def _read(cell: Cell) -> Quantity:
    """A cell as a figure: a count, a percentage with its sign, or none."""
    end = cell.start + len(cell.text)
    number = cell.number() if _NUMBER.fullmatch(cell.text) else None
    if number is not None:
        return Quantity(cell.start, end, cell.text, Fraction(number), Fraction(0), "", COUNT)
    if not (said := _PERCENT.fullmatch(cell.text)):
        return Quantity(cell.start, end, cell.text, Fraction(0), Fraction(0), "", "")
    value, places = Fraction(said["number"]), len(said["places"] or "")
    value = -value if said["down"] else value
    return Quantity(cell.start, end, cell.text, value, Fraction(1, 10**places), "%", PERCENT)


def _fault(text: str, cell: Cell, values: list[Fraction]) -> Fault:
    row = _row(text, cell)
    value = Fraction(cell.number() or 0)
    total = Quantity(cell.start, cell.start + len(cell.text), cell.text, value, Fraction(0), "", COUNT)
    return off(row, total, values, total)
