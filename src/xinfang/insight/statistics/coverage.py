"""What was told for the whole of a period: a nought that nobody told us is no nought."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from xinfang.insight.statistics.books import BOOKS, Span
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import Measure

__all__ = ["gaps", "unknown_noughts", "untold", "within_noughts"]

DAY = timedelta(days=1)


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


def unknown_noughts(
    asked: Sequence[Measure],
    values: Mapping[str, int | float | None],
    found: QuerySet[Any],
    period: Period,
) -> list[str]:
    """The keys of measures of one book whose nought nobody told for the whole period: one query, if any."""
    noughts = [each for each in asked if each.told_by and not values[each.key]]
    if not noughts:
        return []
    told = _told(noughts[0].subject, found)
    return [each.key for each in noughts if _untold(each, told, period)]


def within_noughts(measure: Measure, wide: QuerySet[Any], period: Period) -> bool:
    """Whether days that no row tells of alone are none all the same: every notice that reaches into them says
    none, and together they hold all of them. `wide`: the rows of the book in the years around."""
    if not measure.told_by or untold(measure, wide, period):
        return False
    some = wide.filter(measure.where()).annotate(weighed=measure.weight).filter(weighed__gt=0)
    spans = [span for told in _told(measure.subject, some).values() for span in told]
    return not any(first <= period.last and last >= period.first for first, last in spans)


def _told(subject: str, found: QuerySet[Any]) -> Mapping[tuple[str, str], Sequence[Span]]:
    book = BOOKS[subject]
    assert book.told is not None, f"The book {subject} must say what it was told."
    return book.told(found)


def _untold(measure: Measure, told: Mapping[tuple[str, str], Sequence[Span]], period: Period) -> list[Span]:
    return sorted({gap for key in measure.told_by for gap in gaps(told.get(key, ()), period)})
