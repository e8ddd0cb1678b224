"""Matter: the unit of work; what raised it, what happened to it, what holds it."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models.petition import Petition
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import ContentClass

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["Hold", "Matter", "MatterQuerySet", "Purpose", "Raising", "RaisingKind", "TimelineEntry"]


class Purpose(models.TextChoices):
    """What is wanted (信访目的). Suggestions, accusations, appeals go their own ways (条例 2022, 29-31)."""

    APPEAL = "appeal", _("申诉")
    REQUEST = "request", _("求决")
    SUGGESTION = "suggestion", _("意见建议")
    ACCUSATION = "accusation", _("检举控告")
    ENQUIRY = "enquiry", _("咨询")
    OTHER = "other", _("其他")


class MatterQuerySet(models.QuerySet["Matter"]):
    """The words in which matters are asked for."""

    def visible_to(self, scope: "Scope", permission: str = "see_matters") -> "MatterQuerySet":
        """Matters that an actor's units handle or registered.

        Accusations stay in their compartment: they need `see_accusations`, and the accused unit and all
        below it never see them, whatever their rights (条例 2022, 30).
        """
        live = self.exclude(state="reverted")
        reach = scope.reach(permission)
        if reach is None:
            return live
        mine = live.filter(models.Q(unit_id__in=reach) | models.Q(registered_unit_id__in=reach))
        opened = scope.reach("see_accusations") or frozenset()
        may_open = models.Q(unit_id__in=opened) | models.Q(registered_unit_id__in=opened)
        own_house = models.Q(accused_unit_id__in=scope.posted_under, accused_unit_id__isnull=False)
        return mine.filter(models.Q(confined=False) | (may_open & ~own_house))


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
    registered_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="registered")
    confined = models.BooleanField(default=False)  # an accusation: its own compartment
    accused_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose="accusation") | models.Q(confined=True),
                name="accusations_are_confined",
            )
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["unit", "-received_at", "-id"], name="matter_unit_newest"),
            models.Index(fields=["state", "-received_at", "-id"], name="matter_state_newest"),
            models.Index(fields=["registered_unit", "-received_at", "-id"], name="matter_registered_newest"),
        ]


class RaisingKind(models.TextChoices):
    """First; the same person again (重复); other people, the same matter (并入)."""

    FIRST = "first", _("初次")
    REPEAT = "repeat", _("重复")
    JOINED = "joined", _("并入")


class Raising(models.Model):
    """A petition raises a matter, for the first time or again."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="raisings")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="raisings")
    kind = models.CharField(max_length=6, choices=RaisingKind.choices, default=RaisingKind.FIRST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "matter"], name="raised_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(kind="first"), name="first_raised_once"
            ),
        ]


class TimelineEntry(models.Model):
    """What happened to a matter, in order; appended, never edited."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="timeline")
    petition = models.ForeignKey(Petition, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=30)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["matter", "-at", "-id"], name="timeline_matter")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Hold(models.Model):
    """A higher room pins a matter: it cannot be concluded while one is pinned."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    pinned_by = models.CharField(max_length=30)
    pinned_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
