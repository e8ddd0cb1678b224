"""What was set right or decided otherwise and is kept as it stood: of whatever a room keeps so."""

import pgtrigger
from django.db import models

__all__ = ["ReasonedChange", "has_reason"]


class ReasonedChange(models.Model):
    """One change: when, by whom, why, how it stood, how it stands; appended, never edited.

    A room adds what was changed and of which `kind` the change is, and `has_reason` under a name of its own.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    reason = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        abstract = True
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


def has_reason(name: str) -> models.CheckConstraint:
    """The constraint that a change says why."""
    return models.CheckConstraint(condition=~models.Q(reason=""), name=name)
