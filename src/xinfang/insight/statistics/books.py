"""Books: what is counted beside petitions and matters. Each says which of its rows lie in a period and in
reach, and how a row reads in the list behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from xinfang.casework.petitions.models import Matter
from xinfang.casework.receptions.models import Arrival, DayState, ReceptionDay
from xinfang.insight.statistics.periods import Period
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["ARRIVALS", "BOOKS", "RECEPTION_DAYS", "Book", "BookLine", "Listed", "Span", "listed", "read"]

ARRIVALS, RECEPTION_DAYS = "arrivals", "reception_days"
Reach = frozenset[int] | None
Span = tuple[date, date]


@dataclass(frozen=True)
class BookLine:
    """One counted row in words. `number`: of the matter it is about, when the actor may open it."""

    day: date
    title: str
    note: str
    number: str
    heads: int | None = None


@dataclass(frozen=True)
class Listed:
    """A page of lines, newest first; the cursors are '' where there is nothing more."""

    lines: list[BookLine]
    newer: str
    older: str


@dataclass(frozen=True)
class Book:
    """`rows(period, units in reach)`; `order`: what a page goes by; `lines(scope, rows)`. `about`: the field
    that leads to a matter: the accused house does not count what is about an accusation against it. `leader`:
    the field that names who received, and counts the own days wherever their plan stands.
    `told`: of a book that others fill, what (Measure.told_by) its rows tell of, from which to which day:
    the spans of each who should tell."""

    rows: Callable[[Period, Reach], QuerySet[Any]]
    order: Keyset
    lines: Callable[[Scope, Sequence[Any]], list[BookLine]]
    about: str = ""
    leader: str = ""
    told: Callable[[QuerySet[Any]], Mapping[tuple[str, str], Sequence[Sequence[Span]]]] | None = None


def listed(scope: Scope, subject: str, found: QuerySet[Any], newer: str = "", older: str = "") -> Listed:
    """A page of a book's counted rows."""
    book = BOOKS[subject]
    page = book.order.page(found, size=50, newer=newer, older=older)
    return Listed(book.lines(scope, page.rows), page.newer, page.older)


def read(book: Book, scope: Scope, period: Period, reach: Reach, *, own: bool) -> QuerySet[Any]:
    """The rows in reach; `own`: and a leader's own receptions, which may stand in a higher unit's plan."""
    found = book.rows(period, reach)
    if not own or reach is None or not book.leader or not scope.may("instruct"):
        return found
    mine = Q(**{book.leader: scope.actor.user_id or 0})
    return book.rows(period, None).filter(mine | Q(pk__in=found.values("pk")))


def _arrivals(period: Period, reach: Reach) -> QuerySet[Any]:
    start, end = period.bounds()
    found = Arrival.objects.filter(arrived_at__gte=start, arrived_at__lt=end)
    return found if reach is None else found.filter(reception__plan__unit_id__in=reach)


def _days(period: Period, reach: Reach) -> QuerySet[Any]:
    """Those held: closed, or somebody has come."""
    held = ReceptionDay.objects.filter(day__gte=period.first, day__lte=period.last)
    held = held.exclude(state=DayState.CANCELLED)
    came = Arrival.objects.values("reception_id")
    found = held.filter(state=DayState.CLOSED) | held.filter(pk__in=came)
    return found if reach is None else found.filter(plan__unit_id__in=reach)


def _arrival_lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    ids = [row.pk for row in rows]
    full = Arrival.objects.select_related("reception", "matter").in_bulk(ids)
    seen = Matter.objects.visible_to(scope).filter(pk__in=[full[pk].matter_id for pk in ids])
    open_to = set(seen.values_list("pk", flat=True))
    return [_arrival_line(full[pk], full[pk].matter_id in open_to) for pk in ids]


def _arrival_line(row: Arrival, is_open: bool) -> BookLine:
    matter = row.matter if is_open else None
    title = matter.title if matter else ("" if row.matter_id else row.subject)
    note = f"{row.reception.post} {row.get_result_display()}".strip()
    number = matter.number if matter else ""
    return BookLine(timezone.localdate(row.arrived_at), title, note, number, row.head_count)


def _day_lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    return [BookLine(row.day, row.post, row.place, "") for row in rows]


BOOKS: dict[str, Book] = {
    ARRIVALS: Book(_arrivals, Keyset("arrived_at"), _arrival_lines, "matter", "reception__leader"),
    RECEPTION_DAYS: Book(_days, Keyset("day", days=True), _day_lines, leader="leader"),
}
