"""Reports as they were counted, and the texts that they are written after."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import SpecialTopic

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["FiguresReport", "ReportState", "ReportText"]


class ReportState(models.TextChoices):
    """Two people stand behind what is issued."""

    DRAFT = "draft", _("草稿")
    CHECKED = "checked", _("已核对")
    ISSUED = "issued", _("已签发")
    DISCARDED = "discarded", _("作废")


def _not_among_writers(column: str) -> IsNull:
    """The condition that whoever stands in a column wrote nothing of the report."""
    place = Func(F("writers"), F(column), function="array_position", output_field=models.IntegerField())
    return IsNull(place, True)


class FiguresReportQuerySet(models.QuerySet["FiguresReport"]):
    """The words in which reports are asked for."""

    def visible_to(self, scope: "Scope") -> "FiguresReportQuerySet":
        """Reports about units whose figures the actor sees; none that counts what accuses the own house."""
        reach = scope.reach("see_figures")
        found = self if reach is None else self.filter(unit_id__in=reach)
        for house in Unit.objects.filter(pk__in=scope.posted_under):
            below = Q(unit__path__startswith=house.path)
            found = found.filter(~below | Q(scope__house__contains=[house.pk]))
        return found


class FiguresReport(models.Model):
    """A report: period, unit and scope, the moment of its figures, the figures themselves, its text.

    `facts` is what facts.Facts freezes; `counted` holds for each figure how many rows it counts and a digest
    of which (counting.counted); `scope` the units and the own house of who composed it; `definitions` the
    version of each measure. `checksum` is over all of that and the text: the same checksum in the same
    state prints the same bytes. `drafted_by` composed it; `writers` all who did, wrote on it or counted it
    anew, `authors` their names. `lint` is what the lint said when it was checked, `remark` why findings
    stand, or why it came back.
    """

    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(SpecialTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stretch = models.CharField(max_length=8)
    part = models.PositiveSmallIntegerField(default=0)
    first = models.DateField()
    last = models.DateField()
    cut_off = models.DateTimeField()
    scope = models.JSONField()
    definitions = models.JSONField()
    facts = models.JSONField()
    counted = models.JSONField()
    text = models.TextField()
    text_number = models.PositiveIntegerField(default=0)  # of the ReportText it began as; 0: the shipped one
    words = models.JSONField()
    checksum = models.CharField(max_length=64)
    contributor = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=9, choices=ReportState.choices, default=ReportState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.BigIntegerField(null=True)
    drafter = models.CharField(max_length=120)
    writers = ArrayField(models.BigIntegerField(), default=list, blank=True)
    authors = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    lint = models.JSONField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.BigIntegerField(null=True)
    checker = models.CharField(max_length=120, blank=True)
    remark = models.TextField(blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.BigIntegerField(null=True)
    issuer = models.CharField(max_length=120, blank=True)
    form_key = models.UUIDField(unique=True)

    objects = FiguresReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="report_period_runs_forward"),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "issued"])
                | (Q(checked_at__isnull=False, lint__isnull=False) & ~Q(checker="")),
                name="report_is_checked_and_linted",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(issued_at__isnull=False) & ~Q(issuer="")),
                name="report_is_issued_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True)
                | Q(checked_by__isnull=True)
                | ~Q(checked_by=F("drafted_by")),
                name="report_checked_by_other_eyes",
            ),
            models.CheckConstraint(
                condition=_not_among_writers("checked_by"), name="report_checked_by_no_writer"
            ),
            models.CheckConstraint(
                condition=_not_among_writers("issued_by"), name="report_issued_by_no_writer"
            ),
        ]
        indexes = [models.Index(fields=["-drafted_at", "-id"], name="figures_report_newest")]
        triggers = [
            pgtrigger.Protect(
                name="issued_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="issued"),
            )
        ]

    @property
    def draft(self) -> bool:
        """Whether its text may still change."""
        return self.state == ReportState.DRAFT

    @property
    def issued(self) -> bool:
        """Whether it stands."""
        return self.state == ReportState.ISSUED

    @property
    def written_by(self) -> list[str]:
        """The names of all whose hands were in it, the first first."""
        return list(dict.fromkeys((self.drafter, *self.authors)))

    def wrote(self, user_id: int | None) -> bool:
        """Whether somebody had a hand in it: such a one neither checks nor issues it."""
        return user_id is not None and user_id in (*self.writers, self.drafted_by)


class ReportText(models.Model):
    """One version of a kind's text, as the statistician left it; the newest is used."""

    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.BigIntegerField(null=True)
    author = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="report_text_number_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
