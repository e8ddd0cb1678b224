"""Units in a materialised path: "my unit and below" is a prefix test."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

__all__ = ["FormerName", "Unit", "UnitKind", "UnitQuerySet"]


class UnitKind(models.TextChoices):
    """The four levels of a district."""

    DISTRICT = "district", _("区")
    DEPARTMENT = "department", _("部门")
    STREET = "street", _("街道")
    COMMUNITY = "community", _("社区（村）")


class UnitQuerySet(MP_NodeQuerySet):
    """The words in which units are asked for."""

    def in_force(self, day: date) -> "UnitQuerySet":
        """Units that exist on a day."""
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), valid_from__lte=day)


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    """treebeard's manager with our words; its own get_queryset would drop them."""

    def get_queryset(self) -> UnitQuerySet:
        """In the tree's order."""
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """A unit and the period in which it exists; a merged unit names its successor."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    valid_from = models.DateField(default=date(1949, 10, 1))
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    letter_code = models.CharField(max_length=20, blank=True)  # 发文机关代字, before the series of a number

    objects = UnitManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_period_runs_forward",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def agency_code(self) -> str:
        """What the numbers of its documents begin with: its own code, else its name."""
        return self.letter_code or str(self)


class FormerName(models.Model):
    """A name that a unit bore up to and including a day: reports name units as of their date."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30, blank=True)
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "until"], name="former_name_once_a_day")]
