"""A result 纳入督办 is a supervision order, with unit and day of the leader's instruction, and a hold."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.instructions.models import Instruction
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions.models import Arrival, Disposition
from xinfang.casework.supervision import actions as supervision
from xinfang.casework.supervision.actions import Instructed
from xinfang.casework.supervision.models import Means
from xinfang.casework.supervision.queries import why_no_order
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in

__all__ = ["keep_step", "let_go", "put_under", "put_under_since", "tell_result"]

# Where an order stands while the least advanced of its instructions stands there.
STANDS = (("open", "running"), ("answered", "answered"), ("done", "accepted"))


def put_under(arrival: Arrival, by: Actor, at: datetime) -> None:
    """Order what a result 纳入督办 says, once its matter is known; until then nothing can be held."""
    told = arrival.instruction
    if arrival.result != Disposition.SUPERVISED or arrival.order_id is not None or told is None:
        return
    if arrival.matter_id is None or told.unit_id is None or told.due_on is None:
        return
    found = _("领导接访第 %(n)d 号：%(note)s") % {"n": arrival.number, "note": arrival.result_note}
    instructed = Instructed(told.unit_id, found, told.text, told.due_on)
    arrival.order_id = supervision.put_under(matter_id=arrival.matter_id, instructed=instructed, by=by, at=at)
    arrival.save(update_fields=["order"])
    keep_step(arrival.order_id, told.answer, by, at)


def put_under_since(arrival: Arrival, by: Actor, at: datetime) -> None:
    """The same of a visit that was joined, or a word that was given, after the result. Nothing is ordered of
    what is withdrawn by then: the page of the arrival says so, and it is joined all the same."""
    if arrival.matter is None or not why_no_order(arrival.matter):
        put_under(arrival, by, at)


def tell_result(arrival: Arrival, by: Actor, *, corrected: bool = False, at: datetime | None = None) -> None:
    """The matter's timeline says what it came to; nothing while either is not known."""
    if arrival.matter_id is None or arrival.result_at is None:
        return
    data: dict[str, object] = {"result": arrival.result, "leader": arrival.reception.post}
    data |= {"corrected": True} if corrected else {}
    moment = at or arrival.result_at
    line = building.act(
        arrival.matter_id, "reception_result", by, moment, note=arrival.result_note, data=data
    )
    copy_in(TimelineEntry, [line])


def keep_step(order_id: int, text: str, by: Actor, at: datetime) -> None:
    """Bring an order to where the instructions stand that it is made of; the last of them decides."""
    arrivals = Arrival.objects.filter(order_id=order_id, result=Disposition.SUPERVISED)
    told = list(Instruction.objects.filter(pk__in=arrivals.values("instruction_id")))
    state = next((order for state, order in STANDS if any(each.state == state for each in told)), "running")
    due_on = max((each.due_on for each in told if each.due_on), default=None)
    said = text or next((each.answer for each in reversed(told) if each.answer), "")
    supervision.follow(order_id=order_id, state=state, text=said, by=by, at=at, due_on=due_on)


def let_go(arrival: Arrival, reason: str, by: Actor, at: datetime) -> None:
    """The result or the unit is another one now: an order that nothing else asks for is withdrawn."""
    order = arrival.order
    if order is None:
        return
    arrival.order = None
    arrival.save(update_fields=["order"])
    others = Arrival.objects.filter(order=order, result=Disposition.SUPERVISED).exclude(pk=arrival.pk)
    if order.means == Means.INSTRUCTED and order.closed_at is None and not others.exists():
        supervision.withdraw(order_id=order.pk, reason=reason, by=by, at=at)
