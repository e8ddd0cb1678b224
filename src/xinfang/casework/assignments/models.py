"""A matter put with a unit, and what became of that."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["Assignment", "AssignmentKind", "AssignmentState"]


class AssignmentKind(models.TextChoices):
    """Forwarded (转送), assigned with a day for the result (交办), ruled (裁定), or asked to help (协办)."""

    FORWARD = "forward", _("转送")
    ASSIGN = "assign", _("交办")
    RULE = "rule", _("裁定")
    HELP = "help", _("协办")


class AssignmentState(models.TextChoices):
    """With the unit; objected to; gone back to the sender; passed to another unit; taken back at once."""

    RUNNING = "running", _("在办")
    OBJECTED = "objected", _("有异议")
    RETURNED = "returned", _("已退回")
    PASSED_ON = "passed_on", _("已改送")
    UNDONE = "undone", _("已撤销")


class Assignment(models.Model):
    """One matter with one unit from one act on.

    `act` and `ended_act`: the lines of the timeline that put it there and took it away.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=AssignmentKind.choices)
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.RUNNING)
    act = models.BigIntegerField()
    ended_act = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField()
    sent_by_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)  # the result of an assigned matter
    report_form = models.CharField(max_length=40, blank=True)
    objection = models.TextField(blank=True)
    suggested_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contribution = models.TextField(blank=True)  # what a helping unit found and proposes
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(state__in=["running", "objected"]) & ~models.Q(kind="help"),
                name="one_unit_leads",
            ),
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=models.Q(state="running", kind="help"),
                name="helps_once",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="assignment_unit_state")]
