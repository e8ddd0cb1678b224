"""A leader puts a matter under supervision: the instruction is the order, and its answer the reply."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import release
from xinfang.casework.acts.sight import opens, refuse_receiver
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.actions.ordering import Ordered, refuse_past, set_down
from xinfang.casework.supervision.actions.steps import held, stepped
from xinfang.casework.supervision.models import OPEN, Cause, Means, Order, OrderState, Step
from xinfang.casework.supervision.queries import worked_on
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import Unit

__all__ = ["Instructed", "follow", "put_under"]


@dataclass(frozen=True)
class Instructed:
    """What the leader instructed: the unit, what was found at the reception, what is asked, and by when."""

    unit_id: int
    found: str
    demand: str
    due_on: date


@transaction.atomic
def put_under(*, matter_id: int, instructed: Instructed, by: Actor, at: datetime) -> int:
    """Put a matter under supervision by a leader's instruction; returns the order's id.

    The leader names the unit, be the matter routed to it or not yet. A unit that is supervised about it
    already is pressed instead: one unit owes one reply. The matter is held until the reply is accepted; for
    one that was merged into another that is the other, in which it is worked on.
    """
    here = worked_on(Matter.objects.select_related("merged_into").get(pk=matter_id))
    matter = Matter.objects.select_for_update().get(pk=here.pk)
    refuse_past(matter)
    unit = Unit.objects.get(pk=instructed.unit_id)
    refuse_receiver(matter, unit, timezone.localdate(at), knows=opens(matter, by, at))
    known = Order.objects.filter(matter=matter, unit_id=instructed.unit_id, state__in=OPEN).first()
    if known is not None:
        stepped(held(known.pk), Step.URGE, instructed.demand, by, at)
        return known.pk
    ordered = Ordered(
        unit_id=instructed.unit_id,
        cause=Cause.OTHER,
        means=Means.INSTRUCTED,
        found=instructed.found,
        demand=instructed.demand,
        due_on=instructed.due_on,
    )
    made = set_down(matter, ordered, by, at)
    stepped(made, Step.ORDER, made.demand, by, at, made.due_on)
    return made.pk


@transaction.atomic
def follow(
    *, order_id: int, state: str, text: str, by: Actor, at: datetime, due_on: date | None = None
) -> None:
    """Bring an order by instruction to where its instruction stands; any other order is left alone.

    `state`: running, answered or accepted; `due_on`: the last day when it was put off.
    """
    found = held(order_id)
    if found.means != Means.INSTRUCTED or found.state not in OPEN:
        return
    if due_on is not None and due_on != found.due_on:
        found.due_on = due_on
        found.save(update_fields=["due_on"])
    if state == OrderState.RUNNING and found.state == OrderState.ANSWERED:
        _moved(found, OrderState.RUNNING, Step.RETURN, text, by, at)
    if state != OrderState.RUNNING and found.state == OrderState.RUNNING:
        found.replied_at = at
        _moved(found, OrderState.ANSWERED, Step.REPLY, text, by, at)
    if state == OrderState.ACCEPTED:
        found.closed_at = at
        _moved(found, OrderState.ACCEPTED, Step.ACCEPT, _("批示已经办结。"), by, at)
        if found.hold_id is not None:
            release(hold_id=found.hold_id, by=by, at=at)


def _moved(found: Order, state: OrderState, step: Step, text: str, by: Actor, at: datetime) -> None:
    found.state = state
    found.save(update_fields=["state", "replied_at", "closed_at"])
    stepped(found, step, text, by, at)
