"""Reading the unit tree: in scope where people see it, whole where machines need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from xinfang.engines.phrases import phrase_initials
from xinfang.registers.organisations.models import FormerName, Unit

__all__ = [
    "Choice",
    "by_code",
    "choices",
    "district",
    "holds_district",
    "in_force",
    "names_on",
    "short_names_on",
    "standing",
    "tops",
    "tree",
    "unit_in",
    "unit_words",
]


class Scope(Protocol):
    """What this room needs of staff.scope.Scope, which stands on this room."""

    def reach(self, permission: str) -> frozenset[int] | None:
        """The unit ids in which a permission holds; None means every unit."""


@dataclass(frozen=True)
class Choice:
    """A unit in a select box. `label` is indented by its depth; `key` is what typing finds it by."""

    id: int
    label: str
    key: str
    name: str
    kind: str
    depth: int


def in_force(day: date) -> list[Unit]:
    """All units that exist on a day, in tree order, under the names of that day."""
    return _named(list(Unit.objects.in_force(day).order_by("path")), day)


def unit_words() -> list[str]:
    """What units are called: no names of people."""
    rows = Unit.objects.values_list("name", "short_name")
    return [name for pair in rows for name in pair if name]


def tree(scope: Scope, day: date | None, permission: str = "manage_units") -> list[Unit]:
    """The units in which the actor holds `permission`, in tree order; day None: ended ones too, as of now."""
    units = Unit.objects.select_related("successor").order_by("path")
    reach = scope.reach(permission)
    if reach is not None:
        units = units.filter(pk__in=reach)
    return list(units) if day is None else _named(list(units.in_force(day)), day)


def standing(scope: Scope, day: date, permission: str = "manage_units") -> list[Unit]:
    """The same without what has ended by a day: the units of that day, under its names, and those to come."""
    units = [unit for unit in tree(scope, None, permission) if unit.valid_to is None or unit.valid_to >= day]
    return _named(units, day)


def tops(scope: Scope, day: date, permission: str) -> list[Choice]:
    """The units in force in which the actor holds `permission` and that lie below no other of them."""
    found: list[Unit] = []
    for unit in tree(scope, day, permission):
        if not (found and unit.path.startswith(found[-1].path)):
            found.append(unit)
    return [_choice(unit, unit.depth) for unit in found]


def unit_in(scope: Scope, unit_id: int, permission: str = "manage_units") -> Unit | None:
    """A unit in which the actor holds `permission`; None for all others, whether they exist or not."""
    reach = scope.reach(permission)
    if reach is not None and unit_id not in reach:
        return None
    return Unit.objects.select_related("successor").filter(pk=unit_id).first()


def choices(
    day: date, scope: Scope | None = None, permission: str = "manage_units", without: Unit | None = None
) -> list[Choice]:
    """Units of a day for a select box; with a scope only those in which the actor holds `permission`.

    `without`: a unit that is not offered, nor any below it.
    """
    found = in_force(day) if scope is None else tree(scope, day, permission)
    units = [unit for unit in found if without is None or not unit.path.startswith(without.path)]
    top = min((unit.depth for unit in units), default=1)
    return [_choice(unit, top) for unit in units]


def _choice(unit: Unit, top: int) -> Choice:
    return Choice(
        id=unit.pk,
        label="\u3000" * (unit.depth - top) + unit.name,
        key=f"{unit.name} {unit.short_name} {phrase_initials(unit.name)} {unit.code}".lower(),
        name=unit.name,
        kind=unit.kind,
        depth=unit.depth,
    )


def by_code(code: str) -> Unit | None:
    """The unit with a code, ended ones too."""
    return Unit.objects.filter(code=code).first()


def district() -> Unit | None:
    """The root: the district whose office this is."""
    return Unit.objects.filter(depth=1).order_by("path").first()


def holds_district(scope: Scope, permission: str = "manage_units") -> bool:
    """Whether the actor holds `permission` in the whole district; true before there is any unit."""
    root, reach = district(), scope.reach(permission)
    return root is None or reach is None or root.pk in reach


def names_on(day: date) -> dict[int, str]:
    """Every unit's name as of a day, by id: what a report of that day prints."""
    names = dict(Unit.objects.values_list("pk", "name"))
    names.update({unit_id: name for unit_id, (name, _) in _former(day).items()})
    return names


def short_names_on(day: date | None, ids: Sequence[int]) -> dict[int, str]:
    """What these units were called in short on a day, by id in the tree's order; None: as of now."""
    units = list(Unit.objects.filter(pk__in=ids).order_by("path"))
    return {unit.pk: str(unit) for unit in (_named(units, day) if day else units)}


def _former(day: date) -> dict[int, tuple[str, str]]:
    rows = FormerName.objects.filter(until__gte=day).order_by("-until")
    # The earliest name that still held on the day comes last and stays.
    return {unit: (name, short) for unit, name, short in rows.values_list("unit_id", "name", "short_name")}


def _named(units: list[Unit], day: date) -> list[Unit]:
    former = _former(day)
    for unit in units:
        if unit.pk in former:
            unit.name, unit.short_name = former[unit.pk]
    return units
