"""What each act leaves behind: a line of the instruction, one in its matter's timeline, and the event."""

from collections.abc import Mapping
from datetime import datetime

from xinfang.casework.instructions.events import InstructionMoved
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.instructions.notices import messages
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.events import publish
from xinfang.kernel.notices.actions import queue_many, settle

__all__ = ["tell", "tell_instructed", "tell_matter"]


OWED = ("instruction.given", "instruction.returned")
# Verb -> the kinds of bell that asked for it.
DOES: Mapping[str, tuple[str, ...]] = {
    "give": ("instruction.asked",),
    "dictate": ("instruction.asked",),
    "answer": OWED,
    **dict.fromkeys(("readdress", "ask_anew", "leave"), OWED),
    **dict.fromkeys(("send_back", "finish", "reopen"), ("instruction.answered",)),
}


def tell(
    found: Instruction, verb: str, text: str, by: Actor, at: datetime, *, was: int | None = None
) -> None:
    """Append a line, tell whom it concerns, and let the rooms above hear of it. `was`: the id of the unit
    that had it before."""
    line = InstructionLine.objects.create(
        instruction=found, at=at, verb=verb, actor_id=by.user_id, actor=by.label, unit=by.unit, text=text
    )
    earlier = InstructionLine.objects.filter(instruction=found, pk__lt=line.pk).values_list("pk", flat=True)
    done = [f"{kind}:{pk}" for pk in earlier for kind in DOES.get(verb, ())]
    settle(occasions=done, by=by, at=at)
    queue_many(messages(found, verb, line.pk, by, at, was=was), at=at)
    publish(InstructionMoved(found.pk, verb, text, by, at))


def tell_matter(
    found: Instruction, verb: str, text: str, data: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Append a line to the matter's timeline, when the instruction is about one."""
    if found.matter_id is not None:
        line = building.act(found.matter_id, verb, by, at, note=text, data=dict(data))
        copy_in(TimelineEntry, [line])


def tell_instructed(found: Instruction, by: Actor) -> None:
    """The matter's timeline says what was instructed, to whom and by when, at the moment it was given."""
    if found.given_at is None or found.unit is None or found.matter_id is None:
        return
    told = TimelineEntry.objects.filter(matter_id=found.matter_id, verb="instruct", at=found.given_at)
    if told.filter(note=found.text).exists():
        return  # it went to another matter by mistake and came back
    data = {"leader": found.leader_name, "to": found.unit.name, "due_on": str(found.due_on)}
    tell_matter(found, "instruct", found.text, data, by, found.given_at)
