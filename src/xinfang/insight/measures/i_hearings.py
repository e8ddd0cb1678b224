"""Hearings (听证) held for reviews."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Hearing
from xinfang.insight.statistics.books import BOOKS, Book, BookLine
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import measure
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["HEARINGS", "held"]

HEARINGS = "hearings"


def _hearings(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    found = Hearing.objects.filter(to_day__gte=period.first, to_day__lte=period.last)
    if reach is None:
        return found
    outside = Q(review__reviewer_unit=None, review__matter__registered_unit_id__in=reach)
    return found.filter(Q(review__reviewer_unit_id__in=reach) | outside)


def _lines(scope: Scope, rows: Sequence[Hearing]) -> list[BookLine]:
    full = Hearing.objects.select_related("review__matter").in_bulk([row.pk for row in rows])
    ids = [each.review.matter_id for each in full.values()]
    seen = set(Matter.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))
    return [_line(full[row.pk], full[row.pk].review.matter_id in seen) for row in rows]


def _line(row: Hearing, is_open: bool) -> BookLine:
    matter = row.review.matter if is_open else None
    day = row.to_day or row.from_day
    return BookLine(day, matter.title if matter else "", "", matter.number if matter else "")


BOOKS[HEARINGS] = Book(_hearings, Keyset("to_day", days=True), _lines, about="review__matter")


@measure(
    "hearings_held",
    _("举行听证"),
    _("次"),
    section=_("复查复核"),
    definition=_("本期结束的复查、复核听证，按听证结束的日期计。"),
    source=_("《信访工作条例》（2022）第三十六条；《信访条例》（2005）第三十一条、第三十五条"),
    subject=HEARINGS,
)
def held() -> Q:
    """Ended in the period."""
    return Q()
