"""What each act leaves behind: a line of the instruction, and one in the timeline of its matter."""

from collections.abc import Mapping
from datetime import datetime

from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.instructions.notices import messages
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.notices.actions import queue_many

__all__ = ["tell", "tell_matter"]


def tell(found: Instruction, verb: str, text: str, by: Actor, at: datetime) -> None:
    """Append a line, and tell whom it concerns."""
    line = InstructionLine.objects.create(
        instruction=found, at=at, verb=verb, actor_id=by.user_id, actor=by.label, unit=by.unit, text=text
    )
    queue_many(messages(found, verb, line.pk, by, at), at=at)


def tell_matter(
    found: Instruction, verb: str, text: str, data: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Append a line to the matter's timeline, when the instruction is about one."""
    if found.matter_id is not None:
        line = building.act(found.matter_id, verb, by, at, note=text, data=dict(data))
        copy_in(TimelineEntry, [line])
