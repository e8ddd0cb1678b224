"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext as _

from xinfang.casework.instructions.events import InstructionMoved
from xinfang.casework.receptions.actions.supervising import keep_step, let_go, put_under_since
from xinfang.casework.receptions.models import Arrival, Disposition

__all__ = ["ask_view_anew", "keep_orders"]

VERBS = frozenset({"answer", "send_back", "finish", "postpone", "reopen"})
GIVEN = frozenset({"give", "dictate"})
TAKEN_BACK = frozenset({"send_back", "reopen"})


def keep_orders(event: InstructionMoved) -> None:
    """What happens to an instruction of a reception happens to the supervision that it began."""
    rows = Arrival.objects.select_related("instruction", "reception")
    found = rows.filter(instruction_id=event.instruction_id).first()
    if found is None:
        return
    if event.verb in GIVEN:  # asked anew, since its first unit may not have the accusation
        put_under_since(found, event.by, event.at)
    elif event.verb == "readdress" and found.order_id is not None:  # an order keeps its unit
        let_go(found, _("批示已经改送：%(reason)s") % {"reason": event.text}, event.by, event.at)
        put_under_since(found, event.by, event.at)
    elif event.verb in VERBS and found.order_id is not None:
        keep_step(found.order_id, event.text, event.by, event.at)


def ask_view_anew(event: InstructionMoved) -> None:
    """What the petitioner said was about an answer that holds no more: asked again after the next."""
    if event.verb in TAKEN_BACK:
        rows = Arrival.objects.filter(instruction_id=event.instruction_id, result=Disposition.SUPERVISED)
        rows.update(accepts=None, accepted_on=None)
