"""What the room does again and again; named in project/schedule.py."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.receptions.models import Booking

__all__ = ["forget_contacts"]


def forget_contacts(*, since: datetime, at: datetime) -> str:
    """Delete names and numbers of who booked a day that is over, as the form promises: closing a day does so
    at once; this finds the days that nobody closed, and those that were called off."""
    over = Booking.objects.filter(reception__day__lt=timezone.localdate(at))
    count = over.exclude(contact=b"").update(contact="")
    return _("删去了 %(n)d 个预约的称呼和电话。") % {"n": count}
