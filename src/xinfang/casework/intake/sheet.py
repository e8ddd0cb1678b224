"""A list of people as it is pasted from a spreadsheet."""

import re
from dataclasses import dataclass, replace

from xinfang.engines.identity import KINDS, normalise_id, normalise_name, normalise_phone
from xinfang.engines.tabular import match_columns
from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["MOST_ROWS", "Double", "SheetRow", "doubles", "guess_kind", "read_sheet", "without"]

MOST_ROWS = 2_000
SHORTEST_NUMBER = 5  # of a document that has only figures
COLUMNS = {
    "name": ("姓名", "名字", "信访人", "署名人"),
    "id_number": ("证件号码", "身份证号码", "身份证号", "身份证", "证件号"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码"),
    "address": ("住址", "地址", "联系地址", "家庭住址"),
    "flag": ("代表", "是否代表"),
}
YES = frozenset({"是", "√", "✓", "1", "y", "yes", "代表", "v", "x", "○", "●"})


@dataclass(frozen=True)
class SheetRow:
    """One person of the list. `line` counts the pasted lines from 1.

    `unknown` is the column, from 1, of a number that is no document by its form and under no head; 0: none.
    """

    line: int
    person: PersonEntry
    representative: bool
    unknown: int = 0


@dataclass(frozen=True)
class Double:
    """Lines that say again what line `first` said: the same document, the same telephone, or nothing else."""

    first: int
    again: tuple[int, ...]
    same: str  # document, phone, all


def read_sheet(text: str) -> list[SheetRow]:
    """The people of a pasted table: cells parted by tabs (or commas), with a head row or in the order
    name, document number, telephone, address, representative. Blank lines and people without a name are left
    out; at most 2,000 lines are read."""
    lines = [(place, _cells(line)) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        return []
    order = list(COLUMNS)
    found = match_columns(_unique(lines[0][1]), COLUMNS)
    if headed := "name" in found:
        heads = _unique(lines[0][1])
        order = [next((field for field, head in found.items() if head == cell), "") for cell in heads]
        lines = lines[1:]
    rows = [_row(place, cells, order, headed=headed) for place, cells in lines[:MOST_ROWS]]
    return [row for row in rows if row.person.name or row.person.id_number]


def doubles(rows: list[SheetRow]) -> list[Double]:
    """People who stand in the list more than once, under the same name, by what gives them away.

    Two with different documents are two people, whatever else they share.
    """
    seen: dict[str, list[SheetRow]] = {}
    again: dict[tuple[int, str], list[int]] = {}
    for row in rows:
        before = seen.setdefault(normalise_name(row.person.name), [])
        for other in before:
            if same := _same(other.person, row.person):
                again.setdefault((other.line, same), []).append(row.line)
                break
        else:
            before.append(row)
    return [Double(first, tuple(lines), same) for (first, same), lines in again.items()]


def _same(one: PersonEntry, other: PersonEntry) -> str:
    """What two of one name have in common that makes them one; '' for two people."""
    numbers = {normalise_id(one.id_number), normalise_id(other.id_number)}
    if "" not in numbers:
        return "document" if len(numbers) == 1 else ""
    phones = {normalise_phone(one.phone), normalise_phone(other.phone)}
    if "" not in phones and len(phones) == 1:
        return "phone"
    return "all" if one == other else ""


def without(rows: list[SheetRow], first: PersonEntry) -> tuple[list[SheetRow], PersonEntry]:
    """The list without the person who stands in the form already, and that person with the list's details.

    The same name is the same person unless both have a document and the documents differ.
    """
    name, number = normalise_name(first.name), normalise_id(first.id_number)
    for row in rows:
        other = normalise_id(row.person.id_number)
        if name and normalise_name(row.person.name) == name and (not number or not other or number == other):
            filled = replace(
                first,
                id_kind=first.id_kind if number else row.person.id_kind,
                id_number=first.id_number or row.person.id_number,
                phone=first.phone or row.person.phone,
                address=first.address or row.person.address,
            )
            return [each for each in rows if each is not row], filled
    return rows, first


def guess_kind(number: str, *, headed: bool = False) -> str:
    """The kind of document that a bare number most likely is; '' for none.

    A text without figures is no number, and figures alone may as well count, date or telephone; unless they
    stand under the `headed` column of the documents, and are long enough for one.
    """
    plain = normalise_id(number)
    if not plain:
        return ""
    if re.fullmatch(r"8[123]0000[0-9]{11}[0-9X]", plain):
        return "hmt_residence"
    if re.fullmatch(r"[0-9]{14,17}[0-9X]", plain):
        return "resident"
    if re.fullmatch(r"[HM][0-9]{8}(?:[0-9]{2})?", plain):
        return "hk_macao_permit"
    if re.fullmatch(r"[A-Z]{1,2}[0-9]{7,8}", plain):
        return "passport"
    figures = sum(ch.isdigit() for ch in plain)
    if not figures or (figures == len(plain) and not (headed and figures >= SHORTEST_NUMBER)):
        return ""
    return "other" if "other" in KINDS else ""


def _row(line: int, cells: list[str], order: list[str], *, headed: bool) -> SheetRow:
    named = {field: cell for field, cell in zip(order, cells, strict=False) if field}
    flag = named.pop("flag", "").casefold() in YES
    number = named.get("id_number", "")
    person = PersonEntry(
        name=named.get("name", ""),
        id_kind=guess_kind(number, headed=headed),
        id_number=number,
        phone=named.get("phone", ""),
        address=named.get("address", ""),
    )
    unknown = order.index("id_number") + 1 if number and not person.id_kind else 0
    return SheetRow(line, person, flag, unknown)


def _cells(line: str) -> list[str]:
    parted = line.split("\t") if "\t" in line else re.split(r"[,，]", line)
    return [cell.strip().strip('"').strip() for cell in parted]


def _unique(cells: list[str]) -> list[str]:
    """match_columns wants every head once."""
    seen: dict[str, int] = {}
    result = []
    for cell in cells:
        seen[cell] = seen.get(cell, 0) + 1
        result.append(cell if seen[cell] == 1 else f"{cell} {seen[cell]}")
    return result
