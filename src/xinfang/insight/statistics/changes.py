"""Changes against the same period of the year before; without a base there is no percentage."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from xinfang.insight.statistics.periods import Period, window
from xinfang.insight.statistics.queries import Figure, cases, figures, value_of
from xinfang.insight.statistics.registry import COUNT
from xinfang.insight.statistics.rounding import whole_percent
from xinfang.insight.statistics.rows import one_look
from xinfang.registers.staff.scope import Scope

__all__ = ["ELEVEN_MONTHS", "Change", "Compared", "change", "compared", "eleven_months", "whole_percent"]

# Key, name, definition and source of the comparison that a chapter prints before December is over.
ELEVEN_MONTHS = (
    "received_change_jan_nov",
    gettext_lazy("1—11月信访总量同比"),
    gettext_lazy("1—11月来信件数加来访人次，与上年同期比，四舍五入到整数；基数是上年同期。"),
    gettext_lazy("《信访工作条例》（2022）第四十一条；《信访条例》（2005）第三十九条"),
)


@dataclass(frozen=True)
class Change:
    """`percent` is rounded half up to a whole, as chapters print it; None when the year before was 0.

    A rate changes by percentage points, a mean by days: `counted` is False and there is no percentage.
    """

    now: float | None
    before: float | None
    counted: bool = True

    @property
    def difference(self) -> float | None:
        """How many more; negative when fewer; None where one of the two is not to be had."""
        if self.now is None or self.before is None:
            return None
        return round(self.now - self.before, 1)

    @property
    def percent(self) -> int | None:
        """The difference over the year before, in whole percent."""
        if not self.counted or not self.before or self.difference is None:
            return None
        return whole_percent(self.difference, self.before)


@dataclass(frozen=True)
class Compared:
    """A figure, its change on the year before (同比), and on the period before (环比) where there is one."""

    figure: Figure
    change: Change
    step: Change | None = None


@one_look()
def compared(
    scope: Scope,
    period: Period,
    unit_id: int | None = None,
    today: date | None = None,
    keys: Collection[str] | None = None,
) -> list[Compared]:
    """Every figure of a period, or those asked for, beside that of a year before (up to the same day, if it
    is not over)."""
    period = period.as_of(today)
    earlier = figures(scope, period.a_year_before(today), unit_id, keys)
    before = {figure.key: figure.value for figure in earlier}
    preceding = period.previous(today)
    last = {each.key: each.value for each in figures(scope, preceding, unit_id, keys)} if preceding else None
    return [
        Compared(
            figure,
            Change(figure.value, before[figure.key], figure.kind == COUNT),
            Change(figure.value, last[figure.key], figure.kind == COUNT) if last is not None else None,
        )
        for figure in figures(scope, period, unit_id, keys)
    ]


def change(scope: Scope, key: str, period: Period, unit_id: int | None = None) -> Change:
    """The change of one figure."""
    now, before = (
        value_of(key, cases(scope, key, each, unit_id)) for each in (period, period.a_year_before())
    )
    return Change(now, before)


def eleven_months(
    scope: Scope, year: Period, unit_id: int | None = None, today: date | None = None
) -> Change | None:
    """The total (letters + persons) from January to November: a chapter is written before December ends.

    None while November is not over by `today`.
    """
    if today and today <= year.first.replace(month=11, day=30):
        return None
    return change(scope, "received_letters_and_persons", window(year.year, 1, 11), unit_id)
