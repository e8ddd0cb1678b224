"""An instruction from the wish for one to its answer, and what happened to it, line by line."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["GIVEN", "Instruction", "InstructionLine", "InstructionQuerySet", "InstructionState", "Source"]


class Source(models.TextChoices):
    """On what occasion it was given."""

    MATTER = "matter", _("阅批来件")
    RECEPTION = "reception", _("接访时")
    HIGHER = "higher", _("上级交来")


class InstructionState(models.TextChoices):
    """Asked for, given and not yet answered, answered and not yet read, done with."""

    ASKED = "asked", _("待批示")
    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复，待审阅")
    DONE = "done", _("已办结")


GIVEN = (InstructionState.OPEN, InstructionState.ANSWERED, InstructionState.DONE)


class InstructionQuerySet(models.QuerySet["Instruction"]):
    """The words in which instructions are asked for."""

    def visible_to(self, scope: "Scope") -> "InstructionQuerySet":
        """Those addressed to, or kept by, an actor's units, and those of the leader who is named.

        About an accusation only whoever may open it, and the leader whose instruction it is, unless it turned
        out to be against the leader's own house (条例 2022, 30); what that leader reads of it: `called`.
        """
        reach = scope.reach("see_matters")
        if reach is None:
            return self
        near = models.Q(unit_id__in=reach) | models.Q(registered_unit_id__in=reach)
        closed = Matter.objects.filter(confined=True).exclude(pk__in=Matter.objects.visible_to(scope))
        own_house = models.Q(
            matter__accused_unit_id__in=scope.posted_under, matter__accused_unit_id__isnull=False
        )
        named = models.Q(leader_id=scope.actor.user_id, leader_id__isnull=False) & ~own_house
        open_to = models.Q(matter=None) | ~models.Q(matter__in=closed)
        return self.filter((near & open_to) | named)


class Instruction(models.Model):
    """One instruction. `leader`: the account of who gives it; None when a higher level did, who is then named
    in `leader_name`. `proposal`: what the office suggests when it asks for one. `dictated`: a clerk wrote it
    down. `registered_unit`: the office that keeps it and follows it up.
    """

    source = models.CharField(max_length=9, choices=Source.choices)
    state = models.CharField(max_length=8, choices=InstructionState.choices)
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="instructions"
    )
    subject = models.CharField(max_length=200)
    registered_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leader_name = models.CharField(max_length=60)
    proposal = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    dictated = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="asked")
                | models.Q(
                    ~models.Q(text=""), given_at__isnull=False, unit__isnull=False, due_on__isnull=False
                ),
                name="given_instruction_is_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["answered", "done"])
                | models.Q(~models.Q(answer=""), answered_at__isnull=False),
                name="answered_instruction_has_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True)
                | models.Q(answered_at__gte=models.F("given_at")),
                name="answer_after_instruction",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "given_at"], name="instruction_state_given"),
            models.Index(fields=["leader", "state"], name="instruction_leader_state"),
            models.Index(fields=["unit", "state"], name="instruction_unit_state"),
        ]
        triggers = [pgtrigger.Protect(name="never_lost", operation=pgtrigger.Delete)]


class InstructionLine(models.Model):
    """What happened to an instruction; appended, never edited."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="lines")
    at = models.DateTimeField()
    verb = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["instruction", "at", "id"], name="instruction_lines")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
