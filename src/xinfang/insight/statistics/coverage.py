"""What was told for the whole of a period: a nought that nobody told us is no nought."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from xinfang.insight.statistics.books import BOOKS, Span
from xinfang.insight.statistics.periods import Period, span
from xinfang.insight.statistics.registry import Measure

__all__ = ["gaps", "noughts_around", "unsaid", "untold", "within_noughts"]

DAY = timedelta(days=1)
Told = Mapping[tuple[str, str], Sequence[Sequence[Span]]]


def gaps(spans: Iterable[Span], period: Period) -> list[Span]:
    """The stretches of a period that no span holds, both days counted."""
    found, day = [], period.first
    for first, last in sorted(spans):
        if first > day:
            found.append((day, min(first - DAY, period.last)))
        day = max(day, last + DAY)
        if day > period.last:
            return found
    return [*found, (day, period.last)]


def untold(measure: Measure, found: QuerySet[Any], period: Period) -> list[Span]:
    """The stretches of which a measure was not told, the earliest first; none for what we register ourselves.
    `found`: the rows of the book in the period."""
    return _untold(measure, _told(measure.subject, found), period) if measure.told_by else []


def unsaid(
    asked: Sequence[Measure],
    values: Mapping[str, int | float | None],
    period: Period,
    rows: Callable[[Period], QuerySet[Any]],
) -> set[str]:
    """The keys of measures of one book that were not told for the whole period; a nought that longer notices
    hold is told. `rows`: those of the book in a period."""
    from_others = [each for each in asked if each.told_by]
    if not from_others:
        return set()
    told = _told(from_others[0].subject, rows(period))
    open_ones = [each for each in from_others if _untold(each, told, period)]
    noughts = [each for each in open_ones if not values[each.key]]
    if not noughts:
        return {each.key for each in open_ones}
    wide = rows(_years_of(period))
    told_wide = _told(from_others[0].subject, wide)
    none = {each.key for each in noughts if within_noughts(each, wide, period, told_wide)}
    return {each.key for each in open_ones} - none


def noughts_around(measure: Measure, rows: Callable[[Period], QuerySet[Any]], period: Period) -> list[Span]:
    """The longer notices by which a period that no notice tells of alone holds none, the earliest first; none
    of them where that is not known. `rows`: those of the book in a period."""
    wide = rows(_years_of(period))
    if not within_noughts(measure, wide, period):
        return []
    told = [each for spans in _told(measure.subject, wide).values() for by_one in spans for each in by_one]
    return sorted({each for each in told if each[0] <= period.last and each[1] >= period.first})


def _years_of(period: Period) -> Period:
    return span(date(period.first.year, 1, 1), date(period.last.year, 12, 31))


def within_noughts(
    measure: Measure, wide: QuerySet[Any], period: Period, told_wide: Told | None = None
) -> bool:
    """Whether days that no row tells of alone are none all the same: every notice that reaches into them says
    none, and together they hold all of them. `wide`: the rows of the book in the years around;
    `told_wide`: what these tell, where it was read already."""
    if not measure.told_by:
        return False
    if _untold(measure, _told(measure.subject, wide) if told_wide is None else told_wide, period):
        return False
    some = wide.filter(measure.where()).annotate(weighed=measure.weight).filter(weighed__gt=0)
    spans = [each for told in _told(measure.subject, some).values() for by_one in told for each in by_one]
    return not any(first <= period.last and last >= period.first for first, last in spans)


def _told(subject: str, found: QuerySet[Any]) -> Told:
    book = BOOKS[subject]
    assert book.told is not None, f"The book {subject} must say what it was told."
    return book.told(found)


def _untold(measure: Measure, told: Told, period: Period) -> list[Span]:
    each_told = [spans for key in measure.told_by for spans in told.get(key, [()])]
    return sorted({gap for spans in each_told for gap in gaps(spans, period)})
