"""A report (信息): what a unit tells the level above it, and what became of it."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.models.item import Item
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import ContentClass, SpecialTopic

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["Reading", "Report", "ReportMove", "ReportState"]


class ReportState(models.TextChoices):
    """Where it stands: with a level that checks it, or what became of it."""

    WAITING = "waiting", _("待审核")
    RETURNED = "returned", _("退回补充")
    RECALLED = "recalled", _("已取回")
    MERGED = "merged", _("已归并")
    TAKEN = "taken", _("已编入信息")
    NOTED = "noted", _("已了解，不再上报")


class ReportQuerySet(models.QuerySet["Report"]):
    """The words in which reports are asked for."""

    def visible_to(self, scope: "Scope") -> "ReportQuerySet":
        """Reports that an actor's units wrote or have."""
        reach = scope.reach("see_information")
        if reach is None:
            return self
        return self.filter(models.Q(from_unit_id__in=reach) | models.Q(at_unit_id__in=reach))


class Report(models.Model):
    """One report. `from_unit` wrote it, `at_unit` has it now; no petitioner stands in it.

    `heads`: about how many are concerned. `merged_into`: the report of the level above that holds it;
    `item`: the item that it went into. An urgent one stands with every level at once (`Reading`).
    """

    number = models.CharField(max_length=40, unique=True)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)
    what = models.TextField()
    place = models.CharField(max_length=80)
    content_class = models.ForeignKey(
        ContentClass, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    topic = models.ForeignKey(SpecialTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heads = models.PositiveIntegerField()
    since = models.DateField()
    wish = models.TextField(blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(default=False)
    form_key = models.UUIDField(unique=True)
    filed_at = models.DateTimeField()
    filed_by = models.BigIntegerField(null=True)
    filer = models.CharField(max_length=120)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(heads__gte=1), name="report_concerns_somebody"),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="report_merged_into_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state="taken", item__isnull=False)
                | (~models.Q(state="taken") & models.Q(item__isnull=True)),
                name="report_taken_by_an_item",
            ),
        ]
        indexes = [
            models.Index(fields=["at_unit", "state", "filed_at"], name="report_waits_at"),
            models.Index(fields=["from_unit", "-filed_at"], name="report_of_unit"),
        ]

    @property
    def seen_above(self) -> bool:
        """Whether somebody above has received or checked it since it was filed last."""
        last = self.moves.order_by("-at", "-pk").values_list("verb", flat=True).first()
        return last not in ("file", "resend") or self.readings.exclude(read_at=None).exists()


class ReportMove(models.Model):
    """What happened to a report, in order; appended, never edited."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="moves")
    at = models.DateTimeField()
    verb = models.CharField(max_length=12)
    unit = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["report", "at", "id"], name="report_moves")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Reading(models.Model):
    """An urgent report stands with a level above: until when it is to be read, when it was."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="readings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    reader = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "unit"], name="read_once_a_level"),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True, reader="")
                | (models.Q(read_at__isnull=False) & ~models.Q(reader="")),
                name="read_by_somebody",
            ),
        ]
