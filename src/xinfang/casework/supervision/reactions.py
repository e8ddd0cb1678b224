"""What the room does when others act; named in project/wiring.py."""

from datetime import date

from django.utils import timezone

from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.supervision import actions
from xinfang.casework.supervision.actions.ordering import LETTER, Ordered
from xinfang.casework.supervision.models import OPEN, Order
from xinfang.casework.supervision.rules import cause_of
from xinfang.kernel.actor import Actor

__all__ = ["keep_orders"]


def keep_orders(event: DocumentMoved) -> None:
    """A supervision letter that was written on the case page is an order too, once it is sealed."""
    if event.kind != LETTER or event.step != "seal" or Order.objects.filter(document=event.document_id):
        return
    letter = Document.objects.select_related("unit").get(pk=event.document_id)
    if letter.to_unit_id is None:
        return
    open_one = Order.objects.filter(matter_id=event.matter_id, unit_id=letter.to_unit_id, state__in=OPEN)
    if open_one.exists():
        return
    due_on = date.fromisoformat(letter.parts["due"])
    if due_on <= timezone.localdate(event.at):
        return
    ordered = Ordered(
        unit_id=letter.to_unit_id,
        cause=cause_of(letter.parts["fault"]),
        means="document",
        found=letter.parts["found"],
        demand=letter.parts["demand_made"],
        due_on=due_on,
    )
    unit = letter.unit
    by = Actor(event.by_user, letter.signer, unit.pk if unit else None, str(unit or ""))
    actions.order(matter_id=event.matter_id, ordered=ordered, by=by, at=event.at, document_id=letter.pk)
