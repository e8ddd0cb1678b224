"""Who wants to come, on which day, about what."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.rota.models import ReceptionDay
from xinfang.kernel.secrets.fields import SealedTextField

__all__ = ["Booking", "Via"]


class Via(models.TextChoices):
    """How a place was booked."""

    PORTAL = "portal", _("网上")
    PHONE = "phone", _("电话")
    DESK = "desk", _("窗口")


class Booking(models.Model):
    """A place booked for some people on a day. `contact` (name and telephone) is sealed, shown to the desk
    alone, and emptied when the day is closed; the screen knows numbers only."""

    form_key = models.UUIDField(default=uuid.uuid4, unique=True)  # sent twice, booked once
    reception = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, related_name="bookings")
    number = models.PositiveSmallIntegerField()
    via = models.CharField(max_length=6, choices=Via.choices)
    subject = models.CharField(max_length=120)
    head_count = models.PositiveSmallIntegerField()
    contact = SealedTextField()
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_number = models.CharField(max_length=24, blank=True)  # typed on the portal, and looked up by nobody
    made_at = models.DateTimeField()
    untold = models.BooleanField(default=False)  # the day changed, and somebody must still tell them
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reception", "number"], name="booking_number_once"),
            models.CheckConstraint(condition=models.Q(head_count__gte=1), name="booking_has_people"),
        ]
