"""Each step of an order: its own row, a line in the matter's timeline, a row of the audit."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.supervision.models import OPEN, Order, OrderStep, Step
from xinfang.casework.supervision.notices import TOGETHER, WITHDRAWN, messages
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.documents.models import StoredFile

__all__ = ["held", "refuse_closed", "stepped"]

EVENTS = {
    Step.ORDER: "supervision.ordered",
    Step.URGE: "supervision.urged",
    Step.INTERVIEW: "supervision.pressed",
    Step.ON_SITE: "supervision.pressed",
    Step.JOINT: "supervision.pressed",
    Step.REPLY: "supervision.replied",
    Step.RETURN: "supervision.returned",
    Step.ACCEPT: "supervision.accepted",
    Step.WITHDRAW: "supervision.withdrawn",
}


# Steps by which what was asked of the other side is done; to press on leaves the unit its duty.
ENDS = (Step.ACCEPT, Step.WITHDRAW)  # by which there is nothing to supervise together any more
DOES = (Step.REPLY, Step.RETURN, *ENDS)


def _done(order: Order, kind: Step, step_id: int) -> list[str]:
    """The occasions of the bells that a step answers. What becomes of an order whose matter was withdrawn is
    decided by whatever the office does next."""
    done = [] if kind == Step.REPLY else [f"{WITHDRAWN}:{order.pk}"]
    if kind in DOES:
        earlier = OrderStep.objects.filter(order=order, pk__lt=step_id).values_list("pk", flat=True)
        done += [f"order:{pk}" for pk in earlier]
    if kind in ENDS:
        done.append(f"{TOGETHER}:{order.pk}")
    return done


def held(order_id: int) -> Order:
    """The order, locked to the end of the transaction."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("matter", "unit", "hold")
    return rows.get(pk=order_id)


def refuse_closed(order: Order) -> None:
    """Raise Refusal when an order has ended."""
    if order.state not in OPEN:
        raise Refusal(_("这件督办已经结束，不能再办。"))


def stepped(
    order: Order,
    kind: Step,
    text: str,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
    *,
    on_paper: bool = False,
    file: StoredFile | None = None,
) -> None:
    """Keep the step, and tell of it; what was done on paper long ago is told to nobody."""
    made = OrderStep.objects.create(
        order=order, kind=kind, at=at, by_user=by.user_id, by=by.label, text=text, due_on=due_on, file=file
    )
    data: dict[str, object] = {"order": order.pk, "step": kind.value, "unit": order.unit.name}
    if file is not None:
        data["file"] = file.pk  # its name may hold a person's
    if due_on:
        data["due_on"] = due_on.isoformat()
    copy_in(TimelineEntry, [building.act(order.matter_id, "supervise", by, at, note=text, data=data)])
    matter = order.matter
    record(Record(EVENTS[kind], "matter", matter.pk, matter.number, after=data), by=by, at=at)
    settle(occasions=_done(order, kind, made.pk), by=by, at=at)
    if not on_paper:
        queue_many(messages(order, kind, made.pk, by, at), at=at)
