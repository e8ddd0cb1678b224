"""The picture of a page: the same cells as its table, as a chart to take away."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.engines.charts import Chart, Series, bars, columns, grid, tiles
from xinfang.faces.workbench.analysis.asked import CROSS, TREND, Wish
from xinfang.faces.workbench.analysis.sheets import Sheet
from xinfang.insight.pivot.places import Places
from xinfang.kernel import clock

__all__ = ["picture", "tile_picture"]

MOST_ROWS = 30


def picture(wish: Wish, sheet: Sheet) -> str:
    """The chart of a page as SVG."""
    if wish.page == CROSS and wish.columns:
        shown = [*sheet.lines[:MOST_ROWS], *([sheet.total] if sheet.total else [])]
        rows = [(line.name, [c.text for c in line.cells], [c.step for c in line.cells]) for line in shown]
        return grid(_chart(wish, sheet, sheet.head[1:], Series("", [])), rows)
    lines = sheet.lines[:MOST_ROWS]
    names = [line.name for line in lines]
    now = Series(sheet.head[1], [line.cells[0].value for line in lines])
    if wish.page == CROSS:
        return bars(_chart(wish, sheet, names, now))
    before = Series(sheet.head[2], [line.cells[1].value for line in lines])
    return (columns if wish.page == TREND else bars)(_chart(wish, sheet, names, now, before))


def tile_picture(wish: Wish, sheet: Sheet, found: Places) -> str:
    """The tiles of the streets as SVG."""
    names = [place.name for place in found.streets]
    now = Series(sheet.head[1], [place.now.value for place in found.streets])
    return tiles(_chart(wish, sheet, names, now), [place.step for place in found.streets])


def _chart(
    wish: Wish, sheet: Sheet, names: Sequence[str], now: Series, before: Series | None = None
) -> Chart:
    unit = _("单位：%(unit)s") % {"unit": wish.measure.unit}
    where = wish.asked.unit_name or _("统计范围内全部单位")
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    foot = _("截至 %(moment)s · %(rule)s") % {"moment": moment, "rule": wish.measure.definition}
    under = f"{wish.asked.period.label} · {where} · {unit}"
    return Chart(sheet.finding, under, foot, str(wish.measure.unit), names, now, before)
