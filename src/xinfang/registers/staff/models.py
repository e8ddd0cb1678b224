"""Accounts and postings. Roles are code (roles.py), not rows."""

import uuid
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from xinfang.registers.organisations.models import Unit

__all__ = ["Posting", "PostingQuerySet", "SavedView", "User"]


class User(AbstractUser):
    """An account; `title` is how the workbench names the person (posts, not private names, in the demo)."""

    title = models.CharField(max_length=60, blank=True)
    preferences = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.title or self.username


class PostingQuerySet(models.QuerySet["Posting"]):
    """The words in which postings are asked for."""

    def in_force(self, day: date) -> "PostingQuerySet":
        """Postings that hold on a day."""
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), valid_from__lte=day)


class Posting(models.Model):
    """A role in a unit for a period; several at once add up."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="posting_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="posting_period_runs_forward",
            ),
        ]


class SavedView(models.Model):
    """A named filter of the worklist: the owner's own, or shared with the owner's unit."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="views")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=800, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="view_name_once")]
