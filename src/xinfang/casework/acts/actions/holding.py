"""A higher room pins a matter, so that it cannot be concluded, and lets it go again."""

from datetime import datetime

from django.db import transaction

from xinfang.casework.petitions.models import Hold, Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record

__all__ = ["pin", "release"]


@transaction.atomic
def pin(*, matter_id: int, reason: str, room: str, by: Actor, at: datetime) -> Hold:
    """Keep a matter from being concluded. `reason` is said to whoever tries, before a full stop; `room`: who
    pins it, and alone lets it go."""
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    hold = Hold.objects.create(matter=matter, reason=reason, pinned_by=room, pinned_at=at)
    record(Record("matter.held", "matter", matter.pk, matter.number, after={"room": room}), by=by, at=at)
    return hold


@transaction.atomic
def release(*, hold_id: int, by: Actor, at: datetime) -> None:
    """Let it go; what is let go already stays so."""
    hold = Hold.objects.select_for_update(of=("self",)).select_related("matter").get(pk=hold_id)
    if hold.released_at is not None:
        return
    hold.released_at = at
    hold.save(update_fields=["released_at"])
    after = {"room": hold.pinned_by}
    record(Record("matter.released", "matter", hold.matter_id, hold.matter.number, after=after), by=by, at=at)
