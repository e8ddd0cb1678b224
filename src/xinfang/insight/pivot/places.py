"""Where things happen: streets in order of how much, beside last year; and each street as a tile."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xinfang.insight.pivot.cells import EMPTY, Cell
from xinfang.insight.pivot.tables import Crossed, crossed
from xinfang.insight.statistics.changes import Change
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import COUNT
from xinfang.registers.organisations.models import Unit, UnitKind
from xinfang.registers.organisations.queries import short_names_on
from xinfang.registers.staff.scope import Scope

__all__ = ["Place", "Places", "places"]

STEPS = 5


@dataclass(frozen=True)
class Place:
    """A street, or what is none. `step`: 0 for nothing, 1 to 5 by how much of the largest it has."""

    key: str
    name: str
    now: Cell
    before: Cell
    change: Change
    step: int
    street: bool


@dataclass(frozen=True)
class Places:
    """All places, the largest first; the streets in the tree's order; all together a year before."""

    table: Crossed
    ranked: list[Place]
    streets: list[Place]
    before: Cell

    @property
    def change(self) -> Change:
        """All of now beside all of a year before."""
        return _change(self.table.total, self.before, self.table)


def places(
    scope: Scope, key: str, period: Period, unit_id: int | None = None, today: date | None = None
) -> Places:
    """A measure by street beside the same period a year before; streets without anything are there too."""
    table = crossed(scope, key, period, "street", unit_id=unit_id)
    earlier = crossed(scope, key, period.a_year_before(today), "street", unit_id=unit_id)
    before = {head.key: head.total for head in earlier.rows}
    now = {head.key: head for head in table.rows}
    streets = _streets(scope, period, unit_id)
    names = {
        **{head.key: head.name for head in earlier.rows},
        **streets,
        **{k: h.name for k, h in now.items()},
    }
    most = max((cell.total.value or 0 for path, cell in now.items() if path in streets), default=0)
    nothing = Cell(0) if table.measure.kind == COUNT else EMPTY
    found = {
        path: _place(
            path,
            name,
            now[path].total if path in now else nothing,
            before.get(path, nothing),
            most,
            path in streets,
            table,
        )
        for path, name in names.items()
    }
    order = sorted(
        found.values(), key=lambda each: (-(each.now.value or 0), -(each.before.value or 0), each.key)
    )
    return Places(table, order, [found[path] for path in streets], earlier.total)


def _place(key: str, name: str, now: Cell, before: Cell, most: float, street: bool, table: Crossed) -> Place:
    step = -int(-STEPS * (now.value or 0) // most) if most and street else 0
    return Place(key, name or _("地点不详"), now, before, _change(now, before, table), step, street)


def _change(now: Cell, before: Cell, table: Crossed) -> Change:
    return Change(now.value, before.value, table.measure.kind == COUNT)


def _streets(scope: Scope, period: Period, unit_id: int | None) -> dict[str, str]:
    """Path and name of each street in force at the period's end, in reach, in the tree's order."""
    units = Unit.objects.in_force(period.last).filter(kind=UnitKind.STREET)
    reach = scope.reach("see_figures")
    if reach is not None:
        units = units.filter(pk__in=reach)
    if unit_id is not None:
        top = Unit.objects.get(pk=unit_id).path
        units = units.filter(path__startswith=top)
    paths = dict(units.order_by("path").values_list("pk", "path"))
    names = short_names_on(period.last, list(paths))
    return {path: names[pk] for pk, path in paths.items()}
