"""Of which term staff have been reminded, so that nobody is reminded twice and nothing is lost in a pause."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import Clock

__all__ = ["Reminder", "ReminderKind"]


class ReminderKind(models.TextChoices):
    """Before the last day, and after it."""

    SOON = "soon", _("快到期")
    LATE = "late", _("已超期")


class Reminder(models.Model):
    """One clock with one last day, told of once before and once after; a new last day is told of anew."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=4, choices=ReminderKind.choices)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "kind", "due_on"], name="reminded_once")]
