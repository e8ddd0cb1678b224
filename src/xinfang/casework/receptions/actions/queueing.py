"""An arrival under lock."""

from django.utils.translation import gettext as _

from xinfang.casework.bookings.queueing import lock_day_of
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.receptions.models import Arrival
from xinfang.kernel.errors import Refusal

__all__ = ["lock_instruction", "locked_arrival"]


def locked_arrival(arrival_id: int) -> Arrival:
    """The arrival, locked after its day, as whoever hands a day over does; it may have gone over. Raises
    Refusal when it was struck out: nothing is done with it any more."""
    lock_day_of(Arrival, arrival_id)
    # Alone: with the day that it is joined to, it would be sought where it was before the wait.
    Arrival.every.select_for_update().get(pk=arrival_id)
    joined = Arrival.every.select_related("reception__plan", "instruction", "order", "matter")
    found = joined.get(pk=arrival_id)
    if found.struck_at is not None:
        raise Refusal(_("%(n)d 号已经划去，不能再办；人来了的，请重新登记到达。") % {"n": found.number})
    return found


def lock_instruction(row: Arrival) -> None:
    """Before its order, as the unit that answers takes them: arrival, instruction, order."""
    if row.instruction_id is not None:
        Instruction.objects.select_for_update().get(pk=row.instruction_id)
        row.refresh_from_db(fields=["instruction"])
