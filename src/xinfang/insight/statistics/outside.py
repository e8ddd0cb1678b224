"""Outside indicators as figures of a report: what others published, with its source, in no sum of ours."""

from calendar import monthrange

from django.utils.translation import gettext as _

from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import Figure
from xinfang.registers.indicators.queries import IndicatorValue, values_within

__all__ = ["MONTHS", "outside", "suffix"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def outside(period: Period) -> list[Figure]:
    """The values in force that begin with a period and end in it; the key says the window when it is shorter:
    `gdp_change` of the whole year, `gdp_change_jan_nov` of January to November."""
    return [_figure(each, period) for each in values_within(period.first, period.last)]


def suffix(value: IndicatorValue, period: Period) -> str:
    """What the key gets: nothing for the whole period, else the months (or days) from and to."""
    if value.last == period.last:
        return ""
    if value.last.day != monthrange(value.last.year, value.last.month)[1] or value.first.day != 1:
        return f"_{value.first:%m%d}_{value.last:%m%d}"
    return f"_{MONTHS[value.first.month - 1]}_{MONTHS[value.last.month - 1]}"


def _figure(each: IndicatorValue, period: Period) -> Figure:
    told = {"first": each.first.isoformat(), "last": each.last.isoformat()}
    return Figure(
        key=each.indicator.key + suffix(each, period),
        name=each.indicator.name,
        value=float(each.value),
        unit=each.indicator.unit,
        section=_("外来指标"),
        definition=_("%(first)s 至 %(last)s，由来源单位公布，本系统不计算。") % told,
        source=f"{each.source}（{each.source_on:%Y-%m-%d}）",
        version=1,
        base=None,
        base_name="",
        base_value=None,
        share=None,
        parts=(),
    )
