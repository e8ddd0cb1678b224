"""The charts of a report, from the figures that it keeps."""

from django.utils.translation import gettext as _

from xinfang.engines import plots
from xinfang.engines.letterpress import LetterRefused
from xinfang.engines.plots import Plot
from xinfang.insight.composition.facts import Facts
from xinfang.kernel.errors import Refusal

__all__ = ["PICTURES", "drawn", "plots_of"]

MOST = 12  # bars of a list; what is smaller is in the table
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def plots_of(facts: Facts, year: int, place: str) -> dict[str, Plot]:
    """By name: the months of a year beside those of the year before, the classes, the units."""
    found: dict[str, Plot] = {}
    if facts.months and any(facts.months["now"]):
        found["month"] = Plot(
            title=_("%(place)s%(year)d年各月收到信访件") % {"place": place, "year": year},
            unit=_("件"),
            names=tuple(_("%(number)d月") % {"number": n} for n in range(1, 13)),
            values=tuple(facts.months["now"]),
            before=tuple(facts.months["before"]) if any(facts.months["before"]) else (),
            now_name=_("%(year)d年") % {"year": year},
            before_name=_("%(year)d年") % {"year": year - 1},
        )
    for key, title in (("class", _("收到信访件按内容分类")), ("unit", _("收到信访件按承办单位"))):
        parts = facts.parts.get(key, [])[:MOST]
        if parts:
            names, values = zip(*parts, strict=True)
            found[key] = Plot(title=title, unit=_("件"), names=names, values=values, lying=True)
    return found


def drawn(plot: Plot, ending: str) -> bytes:
    """The chart as `svg` or `png`. Raises Refusal when this machine lacks the fonts."""
    if ending == "svg":
        return plots.svg(plot).encode()
    try:
        return plots.png(plot)
    except LetterRefused as refused:
        raise Refusal(_(refused.message_id) % refused.params) from refused
