"""Matter: the unit of work; what raised it, what happened to it, what holds it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models.petition import Petition
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import ContentClass

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = [
    "Accused",
    "Hold",
    "Matter",
    "MatterQuerySet",
    "Procedure",
    "Purpose",
    "Raising",
    "RaisingKind",
    "Result",
    "TimelineEntry",
]


class Purpose(models.TextChoices):
    """What is wanted (信访目的). Suggestions, accusations, appeals go their own ways (条例 2022, 29-31)."""

    APPEAL = "appeal", _("申诉")
    REQUEST = "request", _("求决")
    SUGGESTION = "suggestion", _("意见建议")
    ACCUSATION = "accusation", _("检举控告")
    ENQUIRY = "enquiry", _("咨询")
    OTHER = "other", _("其他")


class Accused(models.TextChoices):
    """Whom an accusation is against, where it is no unit of the tree."""

    OUTSIDE = "outside", _("不是本区单位")
    UNKNOWN = "unknown", _("不详")


class Procedure(models.TextChoices):
    """How it is handled: as the regulation says, or in the simplified way (简易办理)."""

    ORDINARY = "ordinary", _("普通程序")
    SIMPLE = "simple", _("简易办理")


class Result(models.TextChoices):
    """What the unit decided (条例 2022, 29, 32, 33); the last three answer suggestions."""

    SUPPORT = "support", _("予以支持")
    PARTLY = "partly", _("部分支持")
    EXPLAIN = "explain", _("解释说明")
    REJECT = "reject", _("不予支持")
    MEDIATED = "mediated", _("调解")
    RECONCILED = "reconciled", _("和解")
    ADOPTED = "adopted", _("采纳")
    PARTLY_ADOPTED = "partly_adopted", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("未采纳")


class MatterQuerySet(models.QuerySet["Matter"]):
    """The words in which matters are asked for."""

    def select_for_update(
        self, nowait: bool = False, skip_locked: bool = False, of: Sequence[str] = (), no_key: bool = True
    ) -> Self:
        """Hold matters against other acts, not against lines that are written about them meanwhile."""
        return super().select_for_update(nowait=nowait, skip_locked=skip_locked, of=of, no_key=no_key)

    def visible_to(self, scope: "Scope", permission: str = "see_matters") -> "MatterQuerySet":
        """Matters that an actor's units handle or registered.

        Accusations stay in their compartment: they need `see_accusations`, and the accused unit and all
        below it never see them, whatever their rights (条例 2022, 30).
        """
        live = self.exclude(state="reverted")
        reach = scope.reach(permission)
        if reach is None:
            return live
        mine = live.filter(_at(reach))
        opened = scope.reach("see_accusations") or frozenset()
        may_open = _at(opened)
        own_house = models.Q(accused_unit_id__in=scope.posted_under, accused_unit_id__isnull=False)
        return mine.filter(models.Q(confined=False) | (may_open & ~own_house))


def _at(units: "frozenset[int]") -> models.Q:
    """Matters that a unit of these decides, registered, sent on, or takes part in as helper or reviewer."""
    ids = list(units)
    near = models.Q(unit_id__in=ids) | models.Q(registered_unit_id__in=ids)
    near |= models.Q(sent_by_unit_id__in=ids)
    return near | models.Q(other_units__overlap=ids)


class Matter(models.Model):
    """A matter (信访事项). Its number is that of the petition that raised it first."""

    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    facts = models.TextField(blank=True)
    demand = models.TextField(blank=True)
    content_class = models.ForeignKey(
        ContentClass, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.REQUEST)
    place = models.CharField(max_length=120, blank=True)
    place_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registered_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sent_by_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="registered")
    confined = models.BooleanField(default=False)  # an accusation: its own compartment
    accused_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accused = models.CharField(max_length=7, choices=Accused.choices, blank=True)  # if no unit of ours
    # 被投诉单位, of all others (条例 2022, 41).
    complained_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()
    procedure = models.CharField(max_length=8, choices=Procedure.choices, default=Procedure.ORDINARY)
    legal_route = models.PositiveSmallIntegerField(null=True, blank=True)  # R22 31 (1) to (6)
    result = models.CharField(max_length=14, choices=Result.choices, blank=True)
    extended = models.BooleanField(default=False)  # the sixty days were extended, once
    accepted_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)  # the opinion reached the petitioner
    concluded_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # 息诉息访
    review_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    other_units = ArrayField(models.BigIntegerField(), default=list, blank=True)  # helpers and reviewers
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose="accusation") | models.Q(confined=True),
                name="accusations_are_confined",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose="accusation")
                | models.Q(accused_unit__isnull=False, accused="")
                | models.Q(accused_unit__isnull=True, accused__in=["outside", "unknown"]),
                name="accusations_say_against_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(complained_unit=None)
                | ~models.Q(purpose="accusation") & models.Q(confined=False),
                name="accusations_complain_of_no_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["unit", "-received_at", "-id"], name="matter_unit_newest"),
            models.Index(fields=["state", "-received_at", "-id"], name="matter_state_newest"),
            models.Index(fields=["registered_unit", "-received_at", "-id"], name="matter_registered_newest"),
            GinIndex(fields=["other_units"], name="matter_other_units"),
        ]


class RaisingKind(models.TextChoices):
    """First; the same person again (重复); other people, the same matter (并入)."""

    FIRST = "first", _("初次")
    REPEAT = "repeat", _("重复")
    JOINED = "joined", _("并入")


class Raising(models.Model):
    """A petition raises a matter, for the first time or again."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="raisings", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="raisings")
    kind = models.CharField(max_length=6, choices=RaisingKind.choices, default=RaisingKind.FIRST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "matter"], name="raised_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(kind="first"), name="first_raised_once"
            ),
        ]


# Rare acts that duties of the schedule look for by their time, in every matter at once.
SOUGHT = ("call_back", "redo", "repeat", "return_report", "serve_rereview", "serve_review")


class TimelineEntry(models.Model):
    """What happened to a matter, in order; appended, never edited."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="timeline", db_index=False)
    petition = models.ForeignKey(Petition, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=30)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "-at", "-id"], name="timeline_matter"),
            models.Index(fields=["verb", "at"], condition=models.Q(verb__in=SOUGHT), name="timeline_sought"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Hold(models.Model):
    """A higher room pins a matter: it cannot be concluded while one is pinned."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    pinned_by = models.CharField(max_length=30)
    pinned_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
