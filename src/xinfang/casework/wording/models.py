"""What the office writes its letters with: standard sentences, and Word templates of its own."""

from django.db import models

from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User

__all__ = ["TextModule", "WordTemplate"]


class TextModule(models.Model):
    """A standard sentence (常用语句), found by its initials: one's own, the unit's, or (both null) all's."""

    owner = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=40)
    initials = models.CharField(max_length=40, db_index=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "unit", "title"], nulls_distinct=False, name="text_module_once"
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | models.Q(unit__isnull=True),
                name="text_module_of_one_reach",
            ),
        ]


class WordTemplate(models.Model):
    """The office's own Word template for a form or for one kind; its bytes lie in the vault."""

    key = models.CharField(max_length=30, unique=True)  # a form (letter, standard, table) or a kind
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField(null=True)
