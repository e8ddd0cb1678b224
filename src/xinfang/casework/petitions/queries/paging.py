"""Lists of matters page by page, in one of two orders."""

from collections.abc import Iterator
from dataclasses import dataclass

from xinfang.casework.petitions.models import Matter, MatterQuerySet
from xinfang.kernel.keyset import Keyset

__all__ = ["ORDERS", "Page", "chunks", "neighbours", "page"]

ORDERS = {  # `due` needs a queryset of deadlines.queries.by_due
    "newest": Keyset("received_at"),
    "due": Keyset("due_on", descending=False, days=True),
}


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
    got = ORDERS[order].page(_named(found), size=size, newer=newer, older=older)
    return Page(got.rows, got.newer, got.older)


def chunks(found: MatterQuerySet, order: str = "newest", *, size: int) -> Iterator[list[Matter]]:
    """All matters in their order, `size` at a time."""
    return ORDERS[order].chunks(_named(found), size)


def neighbours(found: MatterQuerySet, matter_id: int, order: str = "newest") -> tuple[str, str]:
    """The numbers of the matters before and after one in a list, '' at its ends or when it is not in it."""
    here = found.filter(pk=matter_id).first()
    if here is None:
        return "", ""
    keys = ORDERS[order]
    beyond = [
        found.filter(keys.beyond(getattr(here, keys.field), here.pk, back))
        .order_by(*keys.ordering(back))
        .values_list("number", flat=True)
        for back in (True, False)
    ]
    return beyond[0].first() or "", beyond[1].first() or ""


def _named(found: MatterQuerySet) -> MatterQuerySet:
    return found.select_related("unit", "registered_unit", "content_class", "complained_unit")
