"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.instructions.models import Instruction, InstructionState
from xinfang.casework.instructions.notices import withdrawn
from xinfang.casework.petitions.events import MattersMoved
from xinfang.kernel.notices.actions import queue_many

__all__ = ["tell_withdrawn"]

RUNS = (InstructionState.OPEN, InstructionState.ANSWERED)


def tell_withdrawn(event: MattersMoved) -> None:
    """A leader whose instruction still runs hears that the petitioner took the matter back."""
    if event.verb != "withdraw" or event.imported:
        return
    acts = {each.matter_id: each.act_id for each in event.moved}
    rows = Instruction.objects.filter(matter_id__in=acts, state__in=RUNS, leader__isnull=False)
    for row in rows.select_related("matter", "leader").order_by("pk"):
        told = withdrawn(row, acts[row.matter_id or 0], event.at)
        queue_many([each for each in told if each.user_id != event.by_user], at=event.at)
