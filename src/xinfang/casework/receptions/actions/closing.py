"""The day is over: every arrival has a result, and nobody's telephone number is kept any longer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bookings.queueing import held_day
from xinfang.casework.receptions.models import DayState, ReceptionDay
from xinfang.casework.receptions.queries.days import left_open, unjoined
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal

__all__ = ["close_day"]


@transaction.atomic
def close_day(*, day_id: int, by: Actor, at: datetime, knowing: bool = False) -> None:
    """Close a day that was held; refused before it begins, and while an arrival has no result.

    `knowing`: whoever closes it has read that bookings have not come, or that arrivals are not joined to a
    registration; what is put under supervision must be, for its order is about a matter.
    """
    row = held_day(day_id)
    _refuse_early(row, at)
    waiting = list(row.arrivals.filter(result="").order_by("number").values_list("number", flat=True))
    if waiting:
        told = {"numbers": _("、").join(map(str, waiting))}
        raise Refusal(_("%(numbers)s 号还没有结果，登记了结果才能结束。") % told)
    if loose := unjoined(row):
        told = {"numbers": _("、").join(map(str, loose))}
        raise Refusal(_("%(numbers)s 号纳入督办，还没有归入来访登记，督办发不出去；请先归入。") % told)
    if (warnings := left_open(row)) and not knowing:
        raise Refusal("".join(warnings) + _("确认没有遗漏的，请勾选后再结束。"))
    row.state, row.closed_at = DayState.CLOSED, at
    row.save(update_fields=["state", "closed_at"])
    row.bookings.exclude(contact=b"").update(contact="")
    subject = f"{row.day} {row.post}"
    record(Record("reception.closed", "reception_day", row.pk, subject), by=by, at=at)


def _refuse_early(row: ReceptionDay, at: datetime) -> None:
    begins = timezone.make_aware(datetime.combine(row.day, row.from_time))
    if row.day > timezone.localdate(at):
        raise Refusal(_("接访的日子还没有到。"))
    if at < begins:
        raise Refusal(_("接访 %(when)s 才开始，还不能结束。") % {"when": f"{row.from_time:%H:%M}"})
