"""What the room does when others act; named in project/wiring.py."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.supervision import actions, notices
from xinfang.casework.supervision.actions.ordering import LETTER, Ordered
from xinfang.casework.supervision.models import OPEN, Order
from xinfang.casework.supervision.rules import cause_of
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.actions import queue_many

__all__ = ["keep_orders", "tell_withdrawn"]


def keep_orders(event: DocumentMoved) -> None:
    """A supervision letter is an order once it is sealed, wherever it was begun; given up, it is none.

    Raises Refusal when its last day is past: it would be late before it is read.
    """
    if event.kind != LETTER or event.step not in ("seal", "void"):
        return
    letter = Document.objects.select_related("unit").get(pk=event.document_id)
    drafted = Order.objects.filter(document=letter).first()
    unit = letter.unit
    by = Actor(event.by_user, letter.signer, unit.pk if unit else None, str(unit or ""))
    if event.step == "void":
        if drafted is not None:
            actions.drop(order_id=drafted.pk, by=by, at=event.at)
    elif (sealed := _said(letter, event.at)) is None:
        return
    elif drafted is not None:
        actions.enforce(order_id=drafted.pk, sealed=sealed, by=by, at=event.at)
    elif not _running(event.matter_id, sealed.unit_id):
        actions.order(matter_id=event.matter_id, ordered=sealed, by=by, at=event.at, document_id=letter.pk)


def tell_withdrawn(event: MattersMoved) -> None:
    """A petitioner may take back what is supervised, and a hold keeps nobody from it: the office that
    supervises is told, and says itself what becomes of its order."""
    if event.verb != "withdraw" or event.imported:
        return
    acts = {each.matter_id: each.act_id for each in event.moved}
    orders = Order.objects.filter(matter_id__in=acts, state__in=OPEN).select_related("matter")
    for order in orders.order_by("pk"):
        told = notices.withdrawn(order, acts[order.matter_id], event.by_user, event.at)
        queue_many(told, at=event.at)


def _said(letter: Document, at: datetime) -> Ordered | None:
    """What a letter orders, in its own words; None when it goes to no unit."""
    if letter.to_unit_id is None:
        return None
    due_on = date.fromisoformat(letter.parts["due"])
    if due_on <= timezone.localdate(at):
        raise Refusal(_("督办函要求回复的期限已经到了，请退回修改期限后再签发。"))
    return Ordered(
        unit_id=letter.to_unit_id,
        cause=cause_of(letter.parts["fault"]),
        means="document",
        found=letter.parts["found"],
        demand=letter.parts["demand_made"],
        due_on=due_on,
    )


def _running(matter_id: int, unit_id: int) -> bool:
    return Order.objects.filter(matter_id=matter_id, unit_id=unit_id, state__in=OPEN).exists()
