"""The charts of a report, from the figures that it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.engines import charts
from xinfang.engines.charts import Chart, Series
from xinfang.engines.letterpress import LetterRefused
from xinfang.insight.composition.composing import BASE
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


def plots_of(facts: Facts, year: int, words: Mapping[str, str], cut_off: datetime) -> dict[str, Plot]:
    """By name: the months of a year beside those of the year before, the classes, the units. A picture that
    is taken away says of when and where it is, and what is counted. `words`: those of the report."""
    told = _Told(facts, words, cut_off)
    found: dict[str, Plot] = {}
    if facts.months and any(facts.months["now"]):
        title = _("%(place)s%(year)d年各月收到信访件")
        title = _("%(place)s%(year)d年各月登记或者承办的信访件") if words.get(BASE) else title
        title %= {"place": words["place"], "year": year}
        names = [_("%(number)d月") % {"number": n} for n in range(1, 13)]
        now, before = (
            Series(_("%(year)d年") % {"year": at}, facts.months[name])
            for at, name in ((year, "now"), (year - 1, "before"))
        )
        chart = told.chart(title, names, now, before if any(before.values) else None)
        found["month"] = Plot(chart, charts.columns)
    for key, title in _titles(words).items():
        parts = facts.parts.get(key, [])
        if parts:
            names, values = [part.name for part in parts[:MOST]], [part.value for part in parts[:MOST]]
            left = len(parts) - MOST
            chart = told.chart(title % dict(words), names, Series(words["period"], values), left=left)
            found[key] = Plot(chart, charts.bars)
    return found


def _titles(words: Mapping[str, str]) -> dict[str, str]:
    """What stands over the parts; a unit below the district did not receive all that it counts."""
    if words.get(BASE):
        return {
            "class": _("%(place)s%(period)s登记或者承办的信访件，按内容分类"),
            "unit": _("%(place)s%(period)s登记或者承办的信访件，按承办单位"),
        }
    return {
        "class": _("%(place)s%(period)s收到信访件，按内容分类"),
        "unit": _("%(place)s%(period)s收到信访件，按承办单位"),
    }


@dataclass(frozen=True)
class _Told:
    """What stands on every chart of a report: period, place, unit, moment and rule."""

    facts: Facts
    words: Mapping[str, str]
    cut_off: datetime

    def chart(
        self, title: str, names: list[str], now: Series, before: Series | None = None, left: int = 0
    ) -> Chart:
        under = f"{self.words['period']} · {self.words['place']} · " + _("单位：件")
        if left > 0:
            under += " · " + _("另有较少的 %(n)d 项没有画出") % {"n": left}
        counted = self.facts.of("received")
        moment = timezone.localtime(self.cut_off).strftime("%Y-%m-%d %H:%M")
        foot = _("截至 %(moment)s · %(rule)s") % {
            "moment": moment,
            "rule": counted.definition if counted else "",
        }
        return Chart(title, under, foot, _("件"), names, now, before)


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
