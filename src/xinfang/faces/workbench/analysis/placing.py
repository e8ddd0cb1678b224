"""Places as a table: this period, the same a year before, what changed, how much of the whole."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xinfang.faces.workbench.analysis.asked import Wish
from xinfang.faces.workbench.analysis.months import changed, of_change
from xinfang.faces.workbench.analysis.sheets import Line, Sheet, Shown, shown
from xinfang.faces.workbench.figures.asked import Asked
from xinfang.insight.pivot.places import Place, Places
from xinfang.insight.statistics.registry import COUNT
from xinfang.insight.statistics.rounding import whole_percent

__all__ = ["placing", "tile_of"]


def placing(wish: Wish, found: Places, today: date) -> Sheet:
    """A line a place, the largest first."""
    measure, total = found.table.measure, found.table.total
    before = wish.asked.period.a_year_before(today)
    earlier = Asked(before, wish.asked.unit_id, wish.asked.unit_name, _stretch(wish, before.kind))
    most = max(
        [*(_of(each) for each in found.ranked), *(float(each.before.value or 0) for each in found.ranked)],
        default=0,
    )
    lines = [_line(wish, each, earlier, most, total.value or 0) for each in found.ranked]
    head = [_("地点"), wish.asked.period.label, before.label, _("同比")]
    head += [_("占合计")] if measure.kind == COUNT else []
    summed = (0, 1) if measure.kind == COUNT and not found.table.notes else ()
    foot = _foot(wish, found, earlier)
    return Sheet(_finding(wish, found), head, lines, foot, found.table.notes, summed=summed)


def _foot(wish: Wish, found: Places, earlier: Asked) -> Line:
    """All places together, with the year before like each of them."""
    measure, total = wish.measure, found.table.total
    cells = [shown(measure, total, wish.cases()), shown(measure, found.before, wish.cases(asked=earlier))]
    cells.append(of_change(found.change))
    if measure.kind == COUNT:
        cells.append(Shown("100%" if total.value else "—"))
    return Line(_("合计"), cells)


def _stretch(wish: Wish, kind: str) -> str:
    return "span" if kind == "span" else wish.asked.stretch


def _of(place: Place) -> float:
    return float(place.now.value or 0)


def _line(wish: Wish, place: Place, earlier: Asked, most: float, total: float) -> Line:
    measure, part = wish.measure, ("street", place.key)
    now = shown(measure, place.now, wish.cases(part))
    before = shown(measure, place.before, wish.cases(part, asked=earlier))
    cells = [now, before, of_change(place.change)]
    if measure.kind == COUNT:
        share = whole_percent(_of(place), total) if total else None
        cells.append(Shown("—" if share is None else f"{share}%"))
    bar = [100 * value / most if most else 0 for value in (_of(place), float(place.before.value or 0))]
    return Line(place.name, cells, bar[0], bar[1])


def tile_of(wish: Wish, place: Place) -> dict[str, object]:
    """A street as a tile."""
    now = shown(wish.measure, place.now, wish.cases(("street", place.key)))
    return {"name": place.name, "now": now, "step": place.step, "change": changed(place.change)}


def _finding(wish: Wish, found: Places) -> str:
    measure, total = wish.measure, found.table.total.value
    streets = [place for place in found.ranked if place.street]
    told: dict[str, Any] = {"name": measure.name, "unit": measure.unit}
    if not total or not streets or not streets[0].now.value:
        return _("%(name)s：没有落到街道的") % told
    told |= {"first": streets[0].name, "value": streets[0].now.value}
    if measure.kind != COUNT:
        return _("%(name)s：%(first)s最高，%(value)g %(unit)s") % told
    told["share"] = whole_percent(streets[0].now.value or 0, total)
    return _("%(name)s：%(first)s最多，%(value)g %(unit)s，占合计的 %(share)d%%") % told
