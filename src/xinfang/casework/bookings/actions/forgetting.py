"""Nobody's telephone number is kept longer than the day that was booked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from xinfang.casework.bookings.models import Booking
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many

__all__ = ["forget_contacts"]


@transaction.atomic
def forget_contacts(*, by: Actor, at: datetime) -> int:
    """Delete names and numbers of who booked a day that is over, as the form promises: closing a day does so
    at once; this finds the days that nobody closed, and those that were called off. Returns how many."""
    over = Booking.objects.filter(reception__day__lt=timezone.localdate(at)).exclude(contact=b"")
    kept = set(over.values_list("reception_id", "reception__day"))
    count = over.update(contact="")
    records = [Record("reception.contacts_forgotten", "reception_day", pk, str(day)) for pk, day in kept]
    record_many(records, by=by, at=at)
    return count
