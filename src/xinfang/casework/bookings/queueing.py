"""Numbers of a day's queue: one for each booking and each who comes without, in order."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from xinfang.casework.bookings.models import Booking
from xinfang.casework.rota.models import DayState, PlanState, ReceptionDay
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["gone_over", "held_day", "lock_day", "lock_day_of", "locked_booking", "next_number"]


def lock_day(day_id: int) -> ReceptionDay:
    """The day, locked with its other parts: whoever books, gives up a place or comes waits for whoever does
    so now."""
    first = ReceptionDay.objects.values_list("rest_of_id", flat=True).get(pk=day_id) or day_id
    rows = ReceptionDay.objects.select_for_update(of=("self",)).select_related("plan")
    return {row.pk: row for row in rows.filter(Q(pk=first) | Q(rest_of=first)).order_by("pk")}[day_id]


def locked_booking(booking_id: int) -> Booking:
    """The booking, locked after its day, as whoever hands a day over does."""
    lock_day_of(Booking, booking_id)
    Booking.objects.select_for_update().get(pk=booking_id)
    return Booking.objects.select_related("reception").get(pk=booking_id)


def lock_day_of(model: type[models.Model], pk: int) -> None:
    """Lock the day on which a booking, or who came, stands when the lock is there: it may have gone over."""
    day = None
    while (now := model._base_manager.values_list("reception_id", flat=True).get(pk=pk)) != day:
        lock_day(now)
        day = now


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


def gone_over(row: ReceptionDay, moment: datetime) -> list[Problem]:
    """What is wrong with a moment of a day that was handed over before it: it is the next leader's."""
    if moment < row.ends_at:
        return []
    first = row.rest_of_id or row.pk
    parts = ReceptionDay.objects.filter(rest_of=first, day=row.day, from_time=row.to_time)
    rest = parts.exclude(pk=row.pk).exclude(state=DayState.CANCELLED).first()
    if rest is None:
        return []
    told = {"when": f"{rest.from_time:%H:%M}", "post": rest.post}
    return [Problem("", _("%(when)s 起由%(post)s接访，请登记到那一场。") % told)]


def next_number(row: ReceptionDay) -> int:
    """The next number of a locked day, whose parts share their numbers: the hall calls each once."""
    first = ReceptionDay.objects.filter(pk=row.rest_of_id or row.pk)
    first.update(last_number=F("last_number") + 1)
    return first.values_list("last_number", flat=True).get()
