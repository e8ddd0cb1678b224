"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.backlog.events import CaseMoved
from xinfang.casework.charge.models import LeaderNote
from xinfang.kernel.notices.actions import settle

__all__ = ["listed"]


def listed(event: CaseMoved) -> None:
    """The office was asked to list the case: done by one, it is asked of no other any more."""
    if event.kind == "listed":
        rows = LeaderNote.objects.filter(takes=True, arrival__matter_id=event.matter_id)
        arrivals = rows.values_list("arrival_id", flat=True)
        settle(occasions=[f"charge.taken:{pk}" for pk in arrivals], by=event.by, at=event.at)
