"""Class lists are versioned: codes and names change, old petitions keep theirs."""

from django.db import models

__all__ = ["ClassList", "ContentClass"]


class ClassList(models.Model):
    """One version of the nomenclature."""

    version = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True)


class ContentClass(models.Model):
    """A class on level 1, 2 or 3; its code begins with its parent's."""

    listing = models.ForeignKey(ClassList, on_delete=models.PROTECT, related_name="classes")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    initials = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "code"], name="class_code_once"),
            models.CheckConstraint(condition=models.Q(level__in=(1, 2, 3)), name="class_has_three_levels"),
        ]

    def __str__(self) -> str:
        return self.name
