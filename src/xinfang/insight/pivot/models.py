"""A view of the analysis that somebody keeps: which page, and what it was asked for."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.registers.organisations.models import Unit

__all__ = ["AnalysisView", "Page"]


class Page(models.TextChoices):
    """The three ways to look at a measure."""

    CROSS = "cross", _("交叉表")
    TREND = "trend", _("趋势")
    PLACES = "places", _("地点")


class AnalysisView(models.Model):
    """The owner's own, or shared with a unit. It keeps the question, never the numbers: whoever opens it sees
    what is in their own reach. A query without a year follows the calendar."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=30)
    page = models.CharField(max_length=6, choices=Page.choices)
    query = models.CharField(max_length=400)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="analysis_view_name_once"),
            models.CheckConstraint(condition=models.Q(page__in=Page.values), name="analysis_view_has_a_page"),
            models.CheckConstraint(condition=~models.Q(name=""), name="analysis_view_has_a_name"),
        ]
