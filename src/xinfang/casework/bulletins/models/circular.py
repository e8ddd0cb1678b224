"""A circular (通报) down: what each unit is to do, who received it, who answered."""

from typing import TYPE_CHECKING

from django.db import models

from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import SpecialTopic

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["Circular", "CircularDuty"]


class CircularQuerySet(models.QuerySet["Circular"]):
    """The words in which circulars are asked for."""

    def visible_to(self, scope: "Scope") -> "CircularQuerySet":
        """Those that an actor's units sent, or that name one of them."""
        reach = scope.reach("see_information")
        if reach is None:
            return self
        named = CircularDuty.objects.filter(unit_id__in=reach)
        return self.filter(models.Q(unit_id__in=reach) | models.Q(pk__in=named.values("circular_id")))


class Circular(models.Model):
    """One circular. It goes out under a number, with the units that have something to do by a day.

    Sent by mistake it is withdrawn with the reason: it keeps its number, and nobody owes an answer.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    body = models.TextField()
    topic = models.ForeignKey(SpecialTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    form_key = models.UUIDField(unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    issuer = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawer = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.TextField(blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_why=""),
                name="withdrawn_circular_says_why",
            )
        ]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="circular_newest")]


class CircularDuty(models.Model):
    """What one unit is to do about a circular, and that it received and answered it."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.TextField(blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answerer = models.CharField(max_length=120, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circular", "unit"], name="circular_names_a_unit_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answer=""),
                name="circular_answer_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True)
                | models.Q(received_at__isnull=False, received_at__lte=models.F("answered_at")),
                name="circular_received_before_answered",
            ),
        ]
        indexes = [models.Index(fields=["unit", "answered_at"], name="circular_duty_open")]
