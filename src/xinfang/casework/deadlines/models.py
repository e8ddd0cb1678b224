"""A clock keeps how its date was made, so that it can explain itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter

__all__ = ["Clock", "ClockState"]


class ClockState(models.TextChoices):
    """Running, met by the act it waits for, owed no more, or stopped where the law allows."""

    OPEN = "open", _("计时中")
    MET = "met", _("已完成")
    ENDED = "ended", _("不再计算")
    STOPPED = "stopped", _("暂停")


class Clock(models.Model):
    """One term of one matter under one rule.

    `duty`: somebody owes an act by the date; else it is a right that lapses after it. `fixed`: the last day
    was set by somebody, and no calendar moves it. `stops`: first and last day of each stop that is over, as
    ISO dates, neither of which counts; `stopped_days`: how many days that makes. `extended_days`: calendar
    days. `begun_act`, `met_act`: lines of the matter's timeline; `met_by`: the verb.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    rule = models.CharField(max_length=40)
    family = models.CharField(max_length=20, default="route")
    duty = models.BooleanField(default=True)
    started_on = models.DateField()
    nominal_on = models.DateField()  # before it moved off a day of rest
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)  # touches a calendar year that is not confirmed
    fixed = models.BooleanField(default=False)
    extended_days = models.PositiveSmallIntegerField(default=0)
    stopped_on = models.DateField(null=True, blank=True)  # while it stands
    stops = models.JSONField(default=list, blank=True)
    stopped_days = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=ClockState.choices, default=ClockState.OPEN)
    begun_act = models.BigIntegerField(null=True, db_index=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_act = models.BigIntegerField(null=True, db_index=True)
    met_by = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "rule", "started_on", "begun_act"], name="clock_once")
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="clock_due"),
            models.Index(fields=["family", "due_on"], name="clock_family_due"),
            # The newest term of each of many matters, as figures ask for it, without opening the rows.
            models.Index(
                fields=["matter", "-id"], include=["family", "duty", "state", "due_on"], name="clock_newest"
            ),
        ]
