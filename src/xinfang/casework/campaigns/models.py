"""A campaign: what it is called and aims at, from when to when, which leaders receive in it."""

import pgtrigger
from django.conf import settings
from django.db import models

from xinfang.registers.organisations.models import Unit

__all__ = ["Campaign", "CampaignChange", "CampaignLeader"]


class Campaign(models.Model):
    """Held by one unit. `within`: the district's campaign in whose frame a department or street holds one.

    It keeps no figures: they are the receptions of its leaders in its period, counted when asked for.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=60)
    aims = models.TextField()
    first = models.DateField()
    last = models.DateField()
    opened_at = models.DateTimeField()
    summary = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="campaign_runs_forward"
            ),
            models.UniqueConstraint(fields=["unit", "name", "first"], name="campaign_once"),
            models.UniqueConstraint(
                fields=["unit", "within"], condition=models.Q(within__isnull=False), name="one_part_a_unit"
            ),
        ]


class CampaignLeader(models.Model):
    """A leader who receives in it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="leaders")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "leader"], name="campaign_leader_once")]


class CampaignChange(models.Model):
    """Another period or other leaders, and why; appended, never edited."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    what = models.TextField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["campaign", "at", "id"], name="campaign_change")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
