"""A visit down to the place with a case."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["FieldVisit", "VisitState"]


class VisitState(models.TextChoices):
    """Planned; held; what was agreed there is done; it did not take place."""

    PLANNED = "planned", _("已安排")
    HELD = "held", _("已下访")
    CONCLUDED = "concluded", _("已办结")
    CALLED_OFF = "called_off", _("已取消")


class FieldVisit(models.Model):
    """Officials go to a place about one matter (带案下访): what they found, what was agreed, what came of it.

    `unit`: who goes; `led_by`: the post of whoever leads, by office. `heads`: how many people were met;
    nobody is named here.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="field_visits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    led_by = models.CharField(max_length=60)
    place = models.CharField(max_length=120)
    planned_on = models.DateField()
    purpose = models.TextField()
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    heads = models.PositiveIntegerField(null=True, blank=True)
    found = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)  # by when what was agreed is done
    concluded_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)  # what came of it, or why it was called off
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "unit", "planned_on"], condition=Q(state="planned"), name="one_visit_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "concluded"]) | (Q(held_on__isnull=False) & ~Q(found="")),
                name="held_visit_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded")
                | (Q(concluded_on__isnull=False, concluded_on__gte=F("held_on")) & ~Q(outcome="")),
                name="concluded_visit_has_outcome",
            ),
        ]
        indexes = [models.Index(fields=["state", "planned_on"], name="field_visit_state")]
