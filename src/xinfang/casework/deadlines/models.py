"""A clock keeps how its date was made, so that it can explain itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter

__all__ = ["Clock", "ClockState", "MetBy"]


class ClockState(models.TextChoices):
    """Running, met by the act it waits for, or stopped where the law allows."""

    OPEN = "open", _("计时中")
    MET = "met", _("已完成")
    STOPPED = "stopped", _("暂停")


class MetBy(models.TextChoices):
    """The act that ended a clock: an answer ends the term for routing, too, but is no routing."""

    ROUTE = "route", _("分送")
    CONCLUDE = "conclude", _("答复")
    REVERT = "revert", _("撤销导入")


class Clock(models.Model):
    """One term of one matter under one rule."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks")
    rule = models.CharField(max_length=40)
    started_on = models.DateField()
    nominal_on = models.DateField()  # before it moved off a day of rest
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)  # touches a calendar year that is not confirmed
    state = models.CharField(max_length=8, choices=ClockState.choices, default=ClockState.OPEN)
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.CharField(max_length=8, choices=MetBy.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "rule", "started_on"], name="clock_once")]
        indexes = [models.Index(fields=["state", "due_on"], name="clock_due")]
