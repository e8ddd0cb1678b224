"""A unit's words, and the matters that bear them."""

from django.db import models

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["Mark", "Marking"]


class Mark(models.Model):
    """A word of a unit, such as 涉灾 or 年底前办结. Other units have words of their own."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=12)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="mark_once")]


class Marking(models.Model):
    """A matter bears a mark. It comes and goes; the audit keeps both."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="markings")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="markings")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "matter"], name="marked_once")]
