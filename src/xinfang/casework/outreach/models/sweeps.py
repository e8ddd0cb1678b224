"""A sweep: a task to units, what they found, and what became of each finding. A problem, never a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["STRUCK", "STRUCK_TEXTS", "Disposition", "Finding", "Sweep", "SweepTask"]

STRUCK = "（已删去）"  # stands where a text was
STRUCK_TEXTS = (STRUCK, "(taken out)")  # as it was written before the texts were kept in one language


class Sweep(models.Model):
    """What units are asked to look for, from a day to a day, and by when they report in which form."""

    name = models.CharField(max_length=60, unique=True)
    topic = models.CharField(max_length=120)
    form = models.TextField()  # what the report must say
    from_day = models.DateField()
    due_on = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # who asks
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("from_day")), name="sweep_runs_forward")
        ]


class SweepTask(models.Model):
    """One unit's part. `reported_at`: it has reported, be it that there is nothing."""

    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="tasks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sweep", "unit"], name="swept_once"),
            models.CheckConstraint(
                condition=Q(reported_at=None, summary="") | (Q(reported_at__isnull=False) & ~Q(summary="")),
                name="reported_sweep_says_what",
            ),
        ]


class Disposition(models.TextChoices):
    """What became of a finding."""

    MATTER = "matter", _("已登记为信访事项")
    SOLVED = "solved", _("现场解决")
    WATCHED = "watched", _("作为这个地方、这类问题继续关注")


class Finding(models.Model):
    """A problem of a place or a topic. `about`: roughly how many people it touches."""

    task = models.ForeignKey(SweepTask, on_delete=models.PROTECT, related_name="findings")
    found_on = models.DateField()
    place = models.CharField(max_length=120)
    topic = models.CharField(max_length=120)
    what = models.TextField()
    about = models.PositiveIntegerField(null=True, blank=True)
    disposition = models.CharField(max_length=8, choices=Disposition.choices)
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="sweep_findings"
    )
    outcome = models.TextField(blank=True)  # how it was solved, or what is watched for
    look_again_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # watched no more
    # What it said of somebody is taken out: when, by whom, why.
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.CharField(max_length=120, blank=True)
    struck_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition="matter", matter__isnull=False)
                | (Q(disposition="solved", matter=None) & ~Q(outcome=""))
                | Q(disposition="watched", matter=None, look_again_on__isnull=False),
                name="finding_says_what_became_of_it",
            )
        ]
        indexes = [models.Index(fields=["disposition", "look_again_on"], name="finding_watched")]

    @property
    def struck(self) -> bool:
        """Whether its texts were taken out; before the day was kept, they alone tell."""
        return self.struck_at is not None or self.what in STRUCK_TEXTS
