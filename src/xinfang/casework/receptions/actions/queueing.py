"""Numbers of a day's queue: one for each booking and each who comes without, in order."""

from django.db.models import Max
from django.utils.translation import gettext as _

from xinfang.casework.receptions.models import Arrival, Booking, DayState, PlanState, ReceptionDay
from xinfang.kernel.errors import Refusal

__all__ = ["held_day", "lock_day", "next_number"]


def lock_day(day_id: int) -> ReceptionDay:
    """The day, locked: whoever books, gives up a place or comes waits for whoever does so now."""
    return ReceptionDay.objects.select_for_update(of=("self",)).select_related("plan").get(pk=day_id)


def held_day(day_id: int) -> ReceptionDay:
    """The day, locked; raises Refusal when it is not published, called off or closed."""
    row = lock_day(day_id)
    if row.plan.state != PlanState.PUBLISHED:
        raise Refusal(_("这一天还没有公布。"))
    if row.state == DayState.CANCELLED:
        raise Refusal(_("这一天的接访已经取消，请选别的日子。"))
    if row.state == DayState.CLOSED:
        raise Refusal(_("这一天的接访已经结束。"))
    return row


def next_number(row: ReceptionDay) -> int:
    """The next number of a locked day."""
    tables = (Booking, Arrival)
    used = [
        table.objects.filter(reception=row).aggregate(last=Max("number"))["last"] or 0 for table in tables
    ]
    return max(used) + 1
