"""Keyset paging: page one thousand costs what page one costs, and nothing slips while others write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

__all__ = ["Keyset", "Page", "Ranked", "Slice", "read_cursor", "written"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# A moment in microseconds from 1970, or a day's ordinal; "_" divides, for moments before 1970 carry a minus.
CURSOR = re.compile(r"([md])(-?\d{1,18})_(\d{1,18})", re.ASCII)

ROW = re.compile(r"r(\d{1,18})", re.ASCII)


def written(value: date, pk: int) -> str:
    """The cursor of a row by its place (an aware datetime, or a date) and its key; fit for an address."""
    if isinstance(value, datetime):
        return f"m{(value - EPOCH) // MICROSECOND}_{pk}"
    return f"d{value.toordinal()}_{pk}"


def read_cursor(text: str) -> tuple[date, int] | None:
    """The place and the key that a cursor names; None when it is none."""
    found = CURSOR.fullmatch(text)
    if found is None:
        return None
    kind, place, pk = found[1], int(found[2]), int(found[3])
    try:
        return (EPOCH + place * MICROSECOND if kind == "m" else date.fromordinal(place)), pk
    except (OverflowError, ValueError):
        return None


@dataclass(frozen=True)
class Slice:
    """Some rows in the order shown; the cursors are '' where there is nothing more."""

    rows: list[Any]
    newer: str
    older: str


@dataclass(frozen=True)
class Page(Slice):
    """The same, with how many there are in all."""

    count: int


class Order:
    """What a list is turned by: a total order and the cursor of a row in it."""

    def ordering(self, backwards: bool = False) -> tuple[str, ...]:
        """What order_by is given."""
        raise NotImplementedError

    def beyond(self, place: Any, pk: int, backwards: bool = False) -> Q:
        """The rows after (or before) a row."""
        raise NotImplementedError

    def cursor(self, row: Any) -> str:
        """The cursor of a row."""
        raise NotImplementedError

    def _read(self, found: QuerySet[Any], text: str) -> tuple[Any, int] | None:
        """The place and the key that a cursor names; None for one of another order."""
        raise NotImplementedError

    def page(self, found: QuerySet[Any], *, size: int, newer: str = "", older: str = "") -> Slice:
        """The rows behind (`older`) or before (`newer`) a cursor; an unreadable one gives the first page."""
        cursor = self._read(found, newer or older)
        backwards = bool(newer) and cursor is not None
        if cursor:
            found = found.filter(self.beyond(*cursor, backwards))
        got = list(found.order_by(*self.ordering(backwards))[: size + 1])
        more = len(got) > size
        shown = got[:size][::-1] if backwards else got[:size]
        if not shown:
            return Slice([], "", "")
        has_newer = more if backwards else cursor is not None
        return Slice(
            shown,
            newer=self.cursor(shown[0]) if has_newer else "",
            older=self.cursor(shown[-1]) if backwards or more else "",
        )

    def counted(self, found: QuerySet[Any], *, size: int, newer: str = "", older: str = "") -> Page:
        """A page, with how many rows there are in all."""
        shown = self.page(found, size=size, newer=newer, older=older)
        return Page(shown.rows, shown.newer, shown.older, found.count())


@dataclass(frozen=True)
class Keyset(Order):
    """A total order: `field` (an aware datetime; with `days` a date; never null), then the primary key."""

    field: str
    descending: bool = True
    days: bool = False

    def ordering(self, backwards: bool = False) -> tuple[str, ...]:
        """What order_by is given."""
        sign = "-" if self.descending != backwards else ""
        return f"{sign}{self.field}", f"{sign}pk"

    def beyond(self, place: Any, pk: int, backwards: bool = False) -> Q:
        """The rows after (or before) a row; the first condition lets an index be entered at the place."""
        side = "lt" if self.descending != backwards else "gt"
        tie = Q(**{f"{self.field}__{side}": place}) | Q(**{f"pk__{side}": pk})
        return Q(**{f"{self.field}__{side}e": place}) & tie

    def cursor(self, row: Any) -> str:
        """The cursor of a row."""
        return written(getattr(row, self.field), row.pk)

    def _read(self, found: QuerySet[Any], text: str) -> tuple[date, int] | None:
        cursor = read_cursor(text)
        return None if cursor and isinstance(cursor[0], datetime) is self.days else cursor

    def chunks(self, found: QuerySet[Any], size: int) -> Iterator[list[Any]]:
        """All rows, `size` at a time. It ends: each chunk lies wholly beyond the last row before it."""
        ordered = found.order_by(*self.ordering())
        rows = list(ordered[:size])
        while rows:
            yield rows
            last = rows[-1]
            after = self.beyond(getattr(last, self.field), last.pk)
            rows = list(ordered.filter(after)[:size]) if len(rows) == size else []


@dataclass(frozen=True)
class Ranked(Order):
    """A total order by several fields, never null ("-" before one that descends), then the primary key. For
    short lists: a cursor names its row, whose place is looked up."""

    fields: tuple[str, ...]

    def ordering(self, backwards: bool = False) -> tuple[str, ...]:
        """What order_by is given."""
        names = (*self.fields, "pk")
        return tuple(
            name.removeprefix("-") if name.startswith("-") == backwards else f"-{name.removeprefix('-')}"
            for name in names
        )

    def beyond(self, place: Any, pk: int, backwards: bool = False) -> Q:
        """Greater in one field, and the same in all before it."""
        found, same = Q(pk__in=()), Q()
        for name, value in zip(self.ordering(backwards), (*place, pk), strict=True):
            field = name.removeprefix("-")
            found |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
            same &= Q(**{field: value})
        return found

    def cursor(self, row: Any) -> str:
        """The cursor of a row."""
        return f"r{row.pk}"

    def _read(self, found: QuerySet[Any], text: str) -> tuple[Any, int] | None:
        if not (named := ROW.fullmatch(text)):
            return None
        names = [name.removeprefix("-") for name in self.fields]
        place = found.filter(pk=int(named[1])).values_list(*names).first()
        return place and (place, int(named[1]))
