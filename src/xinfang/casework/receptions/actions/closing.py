"""The day is over: every arrival has a result, and nobody's telephone number is kept any longer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.receptions.actions.queueing import held_day
from xinfang.casework.receptions.models import DayState
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal

__all__ = ["close_day"]


@transaction.atomic
def close_day(*, day_id: int, by: Actor, at: datetime) -> None:
    """Close a day that was held; refused while an arrival has no result, and before the day has come."""
    row = held_day(day_id)
    if row.day > timezone.localdate(at):
        raise Refusal(_("接访的日子还没有到。"))
    waiting = list(row.arrivals.filter(result="").order_by("number").values_list("number", flat=True))
    if waiting:
        told = {"numbers": _("、").join(map(str, waiting))}
        raise Refusal(_("%(numbers)s 号还没有结果，登记了结果才能结束。") % told)
    row.state, row.closed_at = DayState.CLOSED, at
    row.save(update_fields=["state", "closed_at"])
    row.bookings.exclude(contact=b"").update(contact="")
    subject = f"{row.day} {row.post}"
    record(Record("reception.closed", "reception_day", row.pk, subject), by=by, at=at)
