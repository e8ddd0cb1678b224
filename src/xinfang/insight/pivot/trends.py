"""A measure month by month, beside the same month of the year before."""

from dataclasses import dataclass
from datetime import date

from xinfang.insight.pivot.cells import EMPTY, Cell
from xinfang.insight.pivot.tables import crossed
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.changes import Change
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import cases, figures, known, value_of
from xinfang.insight.statistics.registry import COUNT, MATTERS, PETITIONS, Measure
from xinfang.registers.staff.scope import Scope

__all__ = ["Month", "Trend", "trend"]


@dataclass(frozen=True)
class Month:
    """`now` is None for a month that has not begun; `so_far`: January to this month, where months add up.

    `running`: it is not over. It is compared with the same days of the year before and of the month before,
    and so is what came so far; `before` is that whole month.
    """

    number: int
    now: Cell | None
    before: Cell
    change: Change  # against the same month of the year before
    step: Change  # against the month before
    so_far: int | None
    so_far_before: int | None
    running: bool = False


@dataclass(frozen=True)
class Trend:
    """Twelve months of a year. `adds_up`: whether the months make the year."""

    measure: Measure
    year: int
    months: list[Month]
    adds_up: bool


def trend(
    scope: Scope, key: str, year: Period, unit_id: int | None = None, today: date | None = None
) -> Trend:
    """The months of a year and of the one before. Raises Refusal for an unknown measure."""
    measure, year = known(key), year.as_of(today)
    now = _months(scope, measure, year, unit_id)
    before = _months(scope, measure, year.a_year_before(), unit_id)
    adds_up = measure.kind == COUNT and not measure.distinct and not measure.told_by
    against = _same_days(scope, measure, year, unit_id)
    december = before.get(12, EMPTY)
    told: list[Month] = []
    for number in range(1, 13):
        begun = today is None or year.first.replace(month=number) <= today
        cell = now.get(number, _nothing(measure)) if begun else None
        earlier = before.get(number, _nothing(measure))
        last = december if number == 1 else told[-1].now
        same, step = against.get(number, (earlier, last))
        later = int(earlier.value or 0) - int(same.value or 0)
        told.append(
            Month(
                number,
                cell,
                earlier,
                _change(measure, cell, same),
                _change(measure, cell, step),
                _sum(now, number) if adds_up and begun else None,
                _sum(before, number) - later if adds_up else None,
                number in against,
            )
        )
    return Trend(measure, year.year, told, adds_up)


def _same_days(
    scope: Scope, measure: Measure, year: Period, unit_id: int | None
) -> dict[int, tuple[Cell, Cell]]:
    """Of the month that runs: as many days of that month a year before, and of the month before."""
    today = year.today
    month = periods.month(year.year, today.month) if today and today.year == year.year else None
    if today is None or month is None or today == month.last:
        return {}
    spans = month.a_year_before(today), month.previous(today)
    same, step = (_cell(scope, measure, each, unit_id) for each in spans if each)
    return {month.part: (same, step)}


def _cell(scope: Scope, measure: Measure, span: Period, unit_id: int | None) -> Cell:
    """What lies in a stretch of days within a month."""
    if measure.subject in (PETITIONS, MATTERS):
        return crossed(scope, measure.key, span, "month", unit_id=unit_id).total
    if measure.kind != COUNT:
        return _figure(scope, measure, span, unit_id)
    return Cell(value_of(measure.key, cases(scope, measure.key, span, unit_id)))


def _nothing(measure: Measure) -> Cell:
    """A month without a row: none of ours, and unknown where others would have to tell us."""
    return Cell(0) if measure.kind == COUNT and not measure.told_by else EMPTY


def _months(scope: Scope, measure: Measure, year: Period, unit_id: int | None) -> dict[int, Cell]:
    if measure.subject in (PETITIONS, MATTERS):
        return {
            int(key[0]): cell
            for key, cell in crossed(scope, measure.key, year, "month", unit_id=unit_id).cells.items()
        }
    if measure.kind != COUNT:  # of a book's rates the figure itself says of how many
        return {n: _figure(scope, measure, periods.month(year.year, n), unit_id) for n in range(1, 13)}
    return {
        number: Cell(
            value_of(measure.key, cases(scope, measure.key, periods.month(year.year, number), unit_id))
        )
        for number in range(1, 13)
    }


def _figure(scope: Scope, measure: Measure, month: Period, unit_id: int | None) -> Cell:
    found = next(each for each in figures(scope, month, unit_id, [measure.key]) if each.key == measure.key)
    return Cell(found.value, found.counted or 0, found.base_value or 0)


def _change(measure: Measure, now: Cell | None, before: Cell | None) -> Change:
    values = [None if each is None else each.value for each in (now, before)]
    return Change(values[0], values[1], measure.kind == COUNT)


def _sum(months: dict[int, Cell], last: int) -> int:
    return sum(int(cell.value or 0) for number, cell in months.items() if number <= last)
