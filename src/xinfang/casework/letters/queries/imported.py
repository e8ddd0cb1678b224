"""What was issued to which matter, and when."""

from collections.abc import Collection
from datetime import datetime

from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.wording.kinds import IMPORTED

__all__ = ["opinions"]


def opinions(matter_ids: Collection[int]) -> dict[int, set[datetime]]:
    """Matter id -> the moments of its opinions in force; matters without one are left out."""
    found: dict[int, set[datetime]] = {}
    out = Document.objects.filter(state__in=OUT, kind=IMPORTED, reverted_at=None)
    rows = out.filter(matter_id__among=matter_ids)
    for matter_id, issued_at in rows.values_list("matter_id", "issued_at"):
        assert issued_at is not None  # a constraint of the table
        found.setdefault(matter_id, set()).add(issued_at)
    return found
