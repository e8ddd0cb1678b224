"""Changes against the same period of the year before; without a base there is no percentage."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from xinfang.insight.statistics.periods import Period, span
from xinfang.insight.statistics.queries import Figure, cases, figures, value_of
from xinfang.registers.staff.scope import Scope

__all__ = ["Change", "Compared", "change", "compared", "eleven_months", "whole_percent"]


@dataclass(frozen=True)
class Change:
    """`percent` is rounded half up to a whole, as chapters print it; None when the year before was 0."""

    now: int
    before: int

    @property
    def difference(self) -> int:
        """How many more; negative when fewer."""
        return self.now - self.before

    @property
    def percent(self) -> int | None:
        """The difference over the year before, in whole percent."""
        return whole_percent(self.difference, self.before) if self.before else None


@dataclass(frozen=True)
class Compared:
    """A figure and its change."""

    figure: Figure
    change: Change


def whole_percent(value: int, base: int) -> int:
    """value / base in percent, half away from zero: 19.5 is 20, -17.99 is -18."""
    return int((Decimal(100) * value / base).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def compared(
    scope: Scope, period: Period, unit_id: int | None = None, today: date | None = None
) -> list[Compared]:
    """Every figure of a period beside that of a year before (up to the same day, if it is not over)."""
    earlier = figures(scope, period.a_year_before(today), unit_id)
    before = {figure.key: figure.value for figure in earlier}
    return [
        Compared(figure, Change(figure.value, before[figure.key]))
        for figure in figures(scope, period, unit_id)
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
    period = span(year.first.replace(month=1, day=1), year.first.replace(month=11, day=30))
    return change(scope, "received_letters_and_persons", period, unit_id)
