"""The charts of a report, from the figures that it keeps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinfang.engines import charts
from xinfang.engines.charts import Chart, Series
from xinfang.engines.letterpress import LetterRefused
from xinfang.insight.composition.facts import Facts
from xinfang.kernel.errors import Refusal

__all__ = ["PICTURES", "Plot", "drawn", "plots_of"]

MOST = 12  # bars of a list; what is smaller is in the table
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True)
class Plot:
    """A chart, and how it is drawn."""

    chart: Chart
    draw: Callable[[Chart], str]

    @property
    def title(self) -> str:
        """What stands over it."""
        return self.chart.title


def plots_of(facts: Facts, year: int, place: str) -> dict[str, Plot]:
    """By name: the months of a year beside those of the year before, the classes, the units."""
    found: dict[str, Plot] = {}
    if facts.months and any(facts.months["now"]):
        title = _("%(place)s%(year)d年各月收到信访件") % {"place": place, "year": year}
        names = [_("%(number)d月") % {"number": n} for n in range(1, 13)]
        now, before = (
            Series(_("%(year)d年") % {"year": at}, facts.months[name])
            for at, name in ((year, "now"), (year - 1, "before"))
        )
        chart = Chart(title, _("单位：件"), "", _("件"), names, now, before if any(before.values) else None)
        found["month"] = Plot(chart, charts.columns)
    for key, title in (("class", _("收到信访件按内容分类")), ("unit", _("收到信访件按承办单位"))):
        parts = facts.parts.get(key, [])[:MOST]
        if parts:
            names, values = [name for name, _value in parts], [value for _name, value in parts]
            chart = Chart(title, _("单位：件"), "", _("件"), names, Series(str(year), values))
            found[key] = Plot(chart, charts.bars)
    return found


def drawn(plot: Plot, ending: str) -> bytes:
    """The chart as `svg` or `png`. Raises Refusal when this machine lacks the fonts."""
    svg = plot.draw(plot.chart)
    if ending == "svg":
        return svg.encode()
    from xinfang.engines.charts.raster import png  # reads the fonts: not when the page is only looked at

    try:
        return png(svg)
    except LetterRefused as refused:
        raise Refusal(_(refused.message_id) % refused.params) from refused
