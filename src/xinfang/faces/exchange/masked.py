"""What pages show of a table's cells: people masked, always; whole rows are only in the refused sheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from xinfang.engines.masking import mask_address, mask_id, mask_name, mask_phone, mask_text
from xinfang.engines.tabular import Table
from xinfang.faces.exchange.cells import PURPOSES
from xinfang.faces.exchange.columns import matched

__all__ = ["Masks", "holds_accusations", "reasons_masked"]

PERSONAL: Mapping[str, Callable[[str], str]] = {
    "name": mask_name,
    "account": mask_id,
    "id_number": mask_id,
    "phone": mask_phone,
    "address": mask_address,
}
_ACCUSATION = frozenset(word for word, key in PURPOSES.items() if key == "accusation")


class Masks:
    """How the cells of one table are shown under one matching of columns.

    A column whose own name says that it holds people stays masked whatever it is taken for; one that is
    taken for nothing may hold anybody's name: only its first character shows.
    """

    def __init__(self, header: Sequence[str], columns: Mapping[str, str]) -> None:
        chosen: dict[str, list[str]] = {}
        for field, column in (*matched(header).items(), *columns.items()):
            chosen.setdefault(column, []).append(field)
        self._personal = {
            place: PERSONAL[field]
            for place, column in enumerate(header)
            for field in chosen.get(column, ())
            if field in PERSONAL
        }
        used = set(columns.values())
        self._others = [mask_text if column in used else mask_name for column in header]

    def row(self, cells: Sequence[str]) -> list[str]:
        """The cells as they are shown; a value of a column of people is masked in texts beside it too."""
        hidden = {cells[place]: mask(cells[place]) for place, mask in self._personal.items()}
        shown = []
        for place, cell in enumerate(cells):
            text = hidden[cell] if place in self._personal else self._others[place](cell)
            for value in sorted(hidden, key=len, reverse=True):
                if len(value) > 1 and place not in self._personal:
                    text = text.replace(value, hidden[value])
            shown.append(text)
        return shown


def reasons_masked(reasons: Iterable[str], cells: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Reasons that quote a cell, with the cell as it is shown."""
    told = list(reasons)
    for cell, masked in zip(cells, shown, strict=True):
        if cell and masked != cell:
            told = [sentence.replace(f"“{cell[:19]}", f"“{masked[:19]}") for sentence in told]
    return told


def holds_accusations(table: Table, columns: Mapping[str, str]) -> bool:
    """Whether any row is an accusation: by the column of the purpose, or a cell that says just that; or may
    be one, since it names an accused unit."""
    if any(not _ACCUSATION.isdisjoint(row) for row in table.rows):
        return True
    if columns.get("accused_unit") in table.header:
        place = table.header.index(columns["accused_unit"])
        if any(row[place].strip() for row in table.rows):
            return True
    if columns.get("purpose") not in table.header:
        return False
    place = table.header.index(columns["purpose"])
    return any("".join(text.split()).casefold() in _ACCUSATION for text in {row[place] for row in table.rows})
