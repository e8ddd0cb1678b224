"""Books: what is counted beside petitions and matters. Each says which of its rows lie in a period and in
reach, and how a row reads in the list behind a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from xinfang.insight.statistics.periods import Period
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["BOOKS", "Book", "BookLine", "Listed", "listed"]

Reach = frozenset[int] | None


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
    that leads to a matter: the accused house does not count what is about an accusation against it."""

    rows: Callable[[Period, Reach], QuerySet[Any]]
    order: Keyset
    lines: Callable[[Scope, Sequence[Any]], list[BookLine]]
    about: str = ""


def listed(scope: Scope, subject: str, found: QuerySet[Any], newer: str = "", older: str = "") -> Listed:
    """A page of a book's counted rows."""
    book = BOOKS[subject]
    page = book.order.page(found, size=50, newer=newer, older=older)
    return Listed(book.lines(scope, page.rows), page.newer, page.older)


BOOKS: dict[str, Book] = {}
