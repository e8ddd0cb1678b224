"""Dated lists, the cases on them with who is in charge, and the steps of each plan. No table of persons."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = [
    "BacklogCase",
    "BacklogCaseQuerySet",
    "BacklogList",
    "BacklogStep",
    "CaseEvent",
    "CaseState",
    "Ending",
    "Reason",
]


class Reason(models.TextChoices):
    """Why a matter is on the list: something about the matter and how it was handled."""

    OLD = "old", _("久拖未决")
    REPEATED = "repeated", _("多次重复反映")
    UNEXECUTED = "unexecuted", _("处理意见没有落实")
    SEVERAL = "several", _("涉及多个单位，责任不清")
    POLICY = "policy", _("政策不明确")
    ASSIGNED = "assigned", _("上级交办")
    OTHER = "other", _("其他")


class CaseState(models.TextChoices):
    """Being worked on; ended with a result; taken off the list."""

    OPEN = "open", _("化解中")
    CONCLUDED = "concluded", _("已办结")
    REMOVED = "removed", _("已移出")


class Ending(models.TextChoices):
    """How it was resolved (条例 2022, 27: solved, explained, aided, dealt with by law)."""

    SOLVED = "solved", _("诉求合理，解决到位")
    EXPLAINED = "explained", _("诉求无理，教育疏导到位")
    AIDED = "aided", _("生活困难，帮扶救助到位")
    BY_LAW = "by_law", _("依法处理")


class BacklogList(models.Model):
    """A dated list with its own aim; each campaign defines its own."""

    name = models.CharField(max_length=60, unique=True)
    listed_on = models.DateField()
    aim = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # whose list it is


class BacklogCaseQuerySet(models.QuerySet["BacklogCase"]):
    """The words in which cases are asked for."""

    def visible_to(self, scope: "Scope") -> "BacklogCaseQuerySet":
        """Cases on the matters that an actor may see, and those that the actor is in charge of."""
        mine = Q(leader_id=scope.actor.user_id, leader__isnull=False, matter__confined=False)
        return self.filter(Q(matter__in=Matter.objects.visible_to(scope)) | mine)


class BacklogCase(models.Model):
    """A matter on a list, since a day and for a reason.

    `leader`: the account in charge (包案领导); `post`: what it was called when it took charge. `due_on`: the
    day of the plan, moved once at most (`first_due_on` is then the day before). `again`: how often the
    petitioners had come back before; each time is a case of its own, kept by the same leader.
    """

    list = models.ForeignKey(BacklogList, on_delete=models.PROTECT, related_name="cases")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="backlog_cases")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    why = models.TextField(blank=True)
    listed_on = models.DateField()
    leader = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plan = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    extension_why = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    outcome = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    again = models.PositiveSmallIntegerField(default=0)

    objects = BacklogCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "matter", "again"], name="listed_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state="open"), name="one_open_backlog_case"
            ),
            models.CheckConstraint(
                condition=Q(state="concluded", concluded_on__isnull=False, leader__isnull=False)
                & ~Q(ending="")
                & ~Q(outcome="")
                | Q(concluded_on=None, ending=""),
                name="concluded_backlog_case_in_full",
            ),
            models.CheckConstraint(
                condition=Q(first_due_on=None) | (Q(due_on__gt=F("first_due_on")) & ~Q(extension_why="")),
                name="extension_is_later_and_says_why",
            ),
        ]
        indexes = [models.Index(fields=["leader", "state"], name="backlog_leader_state")]


class BacklogStep(models.Model):
    """One step of a plan: what, by when, and what came of it."""

    case = models.ForeignKey(BacklogCase, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | (Q(done_on__isnull=False) & ~Q(outcome="")),
                name="done_backlog_step_has_outcome",
            )
        ]


class CaseEvent(models.Model):
    """What was done with a case, in order; appended, never edited."""

    case = models.ForeignKey(BacklogCase, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="backlog_event")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
