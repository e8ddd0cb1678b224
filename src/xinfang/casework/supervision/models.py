"""A trigger: something that R22 40 or R05 36 names as a reason to supervise. It is found once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["Cause", "SupervisionTrigger"]


class Cause(models.TextChoices):
    """R05 36 names six, R22 40 any breach in taking or handling; the first is found by counting."""

    LATE = "late", _("无正当理由超过期限")


class SupervisionTrigger(models.Model):
    """One duty that was not done in its term. `unit`: who owed it when it was found.

    What the clock has come to since (done late, still owed, last day moved by a recorded act) stands with the
    clock; a trigger is a reason to look, not a finding of fault.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="supervision_triggers")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="supervision_triggers")
    due_on = models.DateField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "due_on"], name="late_clock_found_once"),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="trigger_newest")]
