"""Outside indicators as figures of a report: what others published, with its source, in no sum of ours."""

import re
from calendar import monthrange
from collections.abc import Iterable

from django.utils.translation import gettext as _

from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import Figure
from xinfang.insight.statistics.registry import COUNT
from xinfang.registers.indicators.queries import IndicatorValue, values_within

__all__ = ["MONTHS", "outside", "suffix", "takes_the_place"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What suffix may add to a key.
WINDOW = re.compile(rf"_({'|'.join(MONTHS)})_({'|'.join(MONTHS)})|_[0-9]{{4}}_[0-9]{{4}}")


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


def takes_the_place(key: str, ours: Iterable[str]) -> bool:
    """Whether an indicator of this key would, for a period or a part of one, be called as one of ours."""
    return any(each == key or (each.startswith(key) and WINDOW.fullmatch(each[len(key) :])) for each in ours)


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
        kind="change" if each.indicator.changes else COUNT,
    )
