"""Reading the audit, newest first, by keyset."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from xinfang.kernel.audit.models import AuditEntry

__all__ = ["AuditEntry", "Filters", "Page", "entries", "moves", "newest"]


@dataclass(frozen=True)
class Filters:
    """What to look for; an empty field does not narrow. `actor` is part of a name; days are inclusive."""

    actor: str = ""
    events: tuple[str, ...] = ()
    subject: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Page:
    """Some entries; `before_id` asks for the page after them, None when there is none."""

    entries: list[AuditEntry]
    before_id: int | None


def entries(filters: Filters, before_id: int | None = None, limit: int = 50) -> Page:
    """The newest entries that match, with an id below `before_id`: as quick on page 1,000 as on page 1."""
    found = AuditEntry.objects.order_by("-id")
    if before_id is not None:
        found = found.filter(id__lt=before_id)
    if filters.actor:
        found = found.filter(actor__icontains=filters.actor)
    if filters.events:
        found = found.filter(event__in=filters.events)
    if filters.subject:
        found = found.filter(subject=filters.subject)
    if filters.first:
        found = found.filter(at__gte=_midnight(filters.first))
    if filters.last and filters.last < date.max:
        found = found.filter(at__lt=_midnight(filters.last + timedelta(days=1)))
    rows = list(found[: limit + 1])
    more = len(rows) > limit
    return Page(rows[:limit], rows[limit - 1].pk if more else None)


def moves(subject_type: str, subject_id: int, event: str, after: Mapping[str, Any]) -> list[AuditEntry]:
    """What was done with one thing of a subject, in its order; `after`: which one."""
    found = AuditEntry.objects.filter(subject_type=subject_type, subject_id=subject_id, event=event)
    return list(found.filter(after__contains=dict(after)).order_by("id"))


def newest() -> int:
    """The number of the newest entry, nought where there is none: as long as it stands, nothing was done.

    Of two transactions that end together the later number may be seen first; the other is seen with the next.
    """
    return AuditEntry.objects.aggregate(newest=Max("id"))["newest"] or 0


def _midnight(day: date) -> datetime:
    """When a day begins at the office; a moment can be looked up in the index, a day cannot."""
    return timezone.make_aware(datetime.combine(day, time.min))
