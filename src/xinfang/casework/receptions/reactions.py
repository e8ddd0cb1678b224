"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.instructions.events import InstructionMoved
from xinfang.casework.receptions.actions.supervising import keep_step
from xinfang.casework.receptions.models import Arrival

__all__ = ["keep_orders"]

VERBS = frozenset({"answer", "send_back", "finish", "postpone", "reopen"})


def keep_orders(event: InstructionMoved) -> None:
    """What happens to an instruction of a reception happens to the supervision that it began."""
    if event.verb not in VERBS:
        return
    found = Arrival.objects.filter(instruction_id=event.instruction_id, order__isnull=False).first()
    if found is not None and found.order_id is not None:
        keep_step(found.order_id, event.text, event.by, event.at)
