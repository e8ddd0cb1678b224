"""Indicators and their values. A value is never edited: a corrected one takes its place."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

__all__ = ["Indicator", "IndicatorValue"]


class Indicator(models.Model):
    """What is measured, in which unit; `key` is what reports bind to. `changes`: it says itself by how much
    something grew or fell."""

    key = models.CharField(max_length=40, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9_]*$")])
    name = models.CharField(max_length=60, unique=True)
    unit = models.CharField(max_length=20)
    changes = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9_]*$"), name="indicator_key_is_plain"
            )
        ]


class IndicatorValue(models.Model):
    """A value of a period, as its source gives it. `replaced_at`: when another took its place."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    first = models.DateField()
    last = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(max_length=120)
    source_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "first", "last"],
                condition=Q(replaced_at=None),
                name="one_value_in_force",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="value_runs_forward"),
            models.CheckConstraint(condition=~Q(source=""), name="value_has_its_source"),
        ]
