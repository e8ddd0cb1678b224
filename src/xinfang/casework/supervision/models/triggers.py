"""A trigger: something that R22 40 or R05 36 names as a reason to supervise. It is found once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["Cause", "SupervisionTrigger"]


class Cause(models.TextChoices):
    """The six of R05 36 with what R22 40 adds; rules.TRIGGERS says how each is found."""

    LATE = "late", _("无正当理由超过期限")
    SILENT = "silent", _("未按规定反馈办理结果")
    PROCEDURE = "procedure", _("未按规定程序办理")
    SHIRKING = "shirking", _("推诿、敷衍、拖延")
    FALSE = "false", _("弄虚作假")
    UNEXECUTED = "unexecuted", _("不执行信访处理意见")
    OTHER = "other", _("其他需要督办的情形")


class SupervisionTrigger(models.Model):
    """One reason to look. `unit`: whose it was when it was found.

    It stands on a clock with its last day, or on a line of the timeline (`act`), and is found once. What has
    come of it since stands there; a trigger is a reason to look, not a finding of fault.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="supervision_triggers")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    clock = models.ForeignKey(
        Clock, null=True, blank=True, on_delete=models.PROTECT, related_name="supervision_triggers"
    )
    due_on = models.DateField(null=True, blank=True)
    act = models.BigIntegerField(null=True, blank=True)
    event = models.CharField(max_length=20, blank=True)  # the key of the rule that found it
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "due_on"], name="late_clock_found_once"),
            models.UniqueConstraint(fields=["act", "event"], name="triggering_act_found_once"),
            models.CheckConstraint(
                condition=Q(clock__isnull=False, due_on__isnull=False, act=None)
                | (Q(clock=None, due_on=None, act__isnull=False) & ~Q(event="")),
                name="trigger_stands_on_clock_or_act",
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="trigger_newest")]
