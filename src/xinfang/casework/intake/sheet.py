"""A list of people as it is pasted from a spreadsheet."""

import re
from dataclasses import dataclass, replace

from xinfang.engines.identity import KINDS, normalise_id, normalise_name
from xinfang.engines.tabular import match_columns
from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["MOST_ROWS", "SheetRow", "guess_kind", "read_sheet", "without"]

MOST_ROWS = 2_000
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
    """One person of the list. `line` counts the pasted lines from 1."""

    line: int
    person: PersonEntry
    representative: bool


def read_sheet(text: str) -> list[SheetRow]:
    """The people of a pasted table: cells parted by tabs (or commas), with a head row or in the order
    name, document number, telephone, address, representative. Blank lines and people without a name are left
    out; at most 2,000 lines are read."""
    lines = [(place, _cells(line)) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        return []
    order = list(COLUMNS)
    found = match_columns(_unique(lines[0][1]), COLUMNS)
    if "name" in found:
        heads = _unique(lines[0][1])
        order = [next((field for field, head in found.items() if head == cell), "") for cell in heads]
        lines = lines[1:]
    rows = [_row(place, cells, order) for place, cells in lines[:MOST_ROWS]]
    return [row for row in rows if row.person.name or row.person.id_number]


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


def guess_kind(number: str) -> str:
    """The kind of document that a bare number most likely is; '' for none."""
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
    return "other" if "other" in KINDS else ""


def _row(line: int, cells: list[str], order: list[str]) -> SheetRow:
    named = {field: cell for field, cell in zip(order, cells, strict=False) if field}
    flag = named.pop("flag", "").casefold() in YES
    number = named.get("id_number", "")
    person = PersonEntry(
        name=named.get("name", ""),
        id_kind=guess_kind(number),
        id_number=number,
        phone=named.get("phone", ""),
        address=named.get("address", ""),
    )
    return SheetRow(line, person, flag)


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
