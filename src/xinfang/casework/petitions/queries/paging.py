"""Keyset paging: page one thousand costs what page one costs, and nothing slips while others register."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from xinfang.casework.petitions.models import Matter, MatterQuerySet

__all__ = ["ORDERS", "Page", "neighbours", "page"]

ORDERS = ("newest", "due")  # `due` needs a queryset of deadlines.queries.by_due
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One page in the order shown; the cursors are '' where there is nothing more."""

    matters: list[Matter]
    newer: str
    older: str


def page(
    found: MatterQuerySet, order: str = "newest", *, size: int = 50, newer: str = "", older: str = ""
) -> Page:
    """The page behind (`older`) or before (`newer`) a cursor; an unreadable cursor gives the first page."""
    cursor = _read(newer or older, order)
    backwards = bool(newer) and cursor is not None
    if cursor:
        found = found.filter(_beyond(order, cursor, backwards))
    named = found.select_related("unit", "registered_unit", "content_class")
    got = list(named.order_by(*_ordering(order, backwards))[: size + 1])
    more = len(got) > size
    shown = got[:size][::-1] if backwards else got[:size]
    if not shown:
        return Page([], "", "")
    has_newer = more if backwards else cursor is not None
    has_older = True if backwards else more
    return Page(
        shown,
        newer=_cursor(shown[0], order) if has_newer else "",
        older=_cursor(shown[-1], order) if has_older else "",
    )


def neighbours(found: MatterQuerySet, matter_id: int, order: str = "newest") -> tuple[str, str]:
    """The numbers of the matters before and after one in a list, '' at its ends or when it is not in it."""
    here = found.filter(pk=matter_id).first()
    if here is None:
        return "", ""
    cursor = _read(_cursor(here, order), order)
    assert cursor
    beyond = [
        found.filter(_beyond(order, cursor, back))
        .order_by(*_ordering(order, back))
        .values_list("number", flat=True)
        for back in (True, False)
    ]
    return beyond[0].first() or "", beyond[1].first() or ""


def _ordering(order: str, backwards: bool) -> tuple[str, str]:
    if order == "due":
        return ("-due_on", "-pk") if backwards else ("due_on", "pk")
    return ("received_at", "pk") if backwards else ("-received_at", "-pk")


def _beyond(order: str, cursor: tuple[date, int], backwards: bool) -> Q:
    """What lies beyond the cursor; the first condition alone lets an index be entered at the cursor."""
    field, ascending = ("due_on", True) if order == "due" else ("received_at", False)
    after = "gt" if ascending != backwards else "lt"
    moment, pk = cursor
    tie = Q(**{f"{field}__{after}": moment}) | Q(**{f"pk__{after}": pk})
    return Q(**{f"{field}__{after}e": moment}) & tie


def _cursor(matter: Matter, order: str) -> str:
    if order == "due":
        return f"{matter.due_on.toordinal()}-{matter.pk}"  # type: ignore[attr-defined]
    return f"{(matter.received_at - EPOCH) // timedelta(microseconds=1)}-{matter.pk}"


def _read(text: str, order: str) -> tuple[date, int] | None:
    head, dash, tail = text.partition("-")
    if not dash or not (head.isascii() and head.isdigit() and tail.isascii() and tail.isdigit()):
        return None
    try:
        moment = date.fromordinal(int(head)) if order == "due" else EPOCH + timedelta(microseconds=int(head))
    except (OverflowError, ValueError):
        return None
    return (moment, int(tail)) if int(tail) < 2**63 else None
