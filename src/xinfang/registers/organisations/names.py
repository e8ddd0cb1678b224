"""Units by the names that people write in tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xinfang.registers.organisations.models import Unit

__all__ = ["UnitName", "UnitNames", "root_unit", "units_named"]


@dataclass(frozen=True)
class UnitName:
    """A unit in a choice or a column. `path` is the materialised path: a prefix test finds who is below."""

    pk: int
    code: str
    name: str
    short_name: str
    path: str


class UnitNames:
    """The units in force on a day, found by code, name or short name."""

    def __init__(self, units: Sequence[UnitName]) -> None:
        self._by_text: dict[str, set[UnitName]] = {}
        for unit in units:
            for text in {unit.code, unit.name, unit.short_name} - {""}:
                self._by_text.setdefault(_plain(text), set()).add(unit)

    def find(self, text: str) -> list[UnitName]:
        """All units a text may mean: one is an answer, none or several are a question."""
        return sorted(self._by_text.get(_plain(text), ()), key=lambda unit: unit.path)


def units_named(day: date, within: frozenset[int] | None = None) -> list[UnitName]:
    """Units in force on a day in the tree's order; `within` narrows to these ids."""
    found = Unit.objects.in_force(day).order_by("path")
    if within is not None:
        found = found.filter(pk__in=within)
    return [UnitName(*row) for row in found.values_list("pk", "code", "name", "short_name", "path")]


def root_unit(day: date) -> UnitName | None:
    """The first root of the tree: the district of a fresh register; None before there is any unit."""
    roots = Unit.objects.in_force(day).filter(depth=1).order_by("path")
    row = roots.values_list("pk", "code", "name", "short_name", "path").first()
    return UnitName(*row) if row else None


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
