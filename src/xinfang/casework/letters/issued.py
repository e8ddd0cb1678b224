"""What was issued to which matter, and when."""

from collections.abc import Collection
from datetime import datetime

from xinfang.casework.letters.models import Document, DocumentKind

__all__ = ["opinions"]


def opinions(matter_ids: Collection[int]) -> dict[int, set[datetime]]:
    """Matter id -> the moments of its opinions in force; matters without one are left out."""
    found: dict[int, set[datetime]] = {}
    rows = Document.objects.filter(matter_id__among=matter_ids, kind=DocumentKind.OPINION, reverted_at=None)
    for matter_id, issued_at in rows.values_list("matter_id", "issued_at"):
        found.setdefault(matter_id, set()).add(issued_at)
    return found
