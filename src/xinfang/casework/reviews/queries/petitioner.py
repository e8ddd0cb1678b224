"""What a petitioner may ask for from outside: which level, until when, before whom."""

from dataclasses import dataclass
from datetime import date

from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.queries.asking import proposal, right_of
from xinfang.casework.wording.known import reviewer_name

__all__ = ["Askable", "askable"]


@dataclass(frozen=True)
class Askable:
    """A level that may be asked for. `open`: its term runs; else it is over. `before`: who would decide."""

    level: str
    due_on: date | None
    open: bool
    before: str


def askable(matter_id: int, today: date, petition_id: int | None = None) -> Askable | None:
    """What the petitioner of a matter may ask for now, or a further one; None when there is nothing."""
    matter = Matter.objects.select_related("unit", "registered_unit").get(pk=matter_id)
    right = right_of(matter, petition_id)
    if right is None:
        return None
    reviewer = proposal(matter, right.level, today)
    return Askable(
        level=str(right.level),
        due_on=right.due_on,
        open=right.due_on is None or today <= right.due_on,
        before=reviewer_name(reviewer.unit) if reviewer.unit else reviewer.name,
    )
