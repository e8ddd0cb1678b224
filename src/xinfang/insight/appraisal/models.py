"""A year's scheme with its targets, a line a unit and target, objections; checks of opinions. About units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = [
    "APPRAISED",
    "CardLine",
    "Objection",
    "ObjectionState",
    "OpinionCheck",
    "Scheme",
    "Stage",
    "Target",
]

# The measures of statistics that may be a target, all of them of a unit's own work. Never how many people
# came again, came in groups or went to a higher level (docs/adr/0014; a house test keeps them out).
APPRAISED = ("timely_notice_rate", "on_time_rate", "satisfaction_unit", "opinion_quality")


class Stage(models.TextChoices):
    """Being written; told to the units; worked out, with objections open; closed."""

    DRAFT = "draft", _("起草")
    ISSUED = "issued", _("已下达")
    WORKED_OUT = "worked_out", _("已公布结果")
    CLOSED = "closed", _("已结束")


class Scheme(models.Model):
    """The targets of a year, set by a unit for those right below it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    made_at = models.DateTimeField()  # when and by whom the draft was last written
    made_by = models.CharField(max_length=120)
    issued_at = models.DateTimeField(null=True, blank=True)
    worked_out_at = models.DateTimeField(null=True, blank=True)  # the cut-off: what came later is not in it
    object_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_scheme_a_year"),
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(issued_at__isnull=False), name="issued_scheme_has_its_moment"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "issued"])
                | Q(worked_out_at__isnull=False, object_until__isnull=False),
                name="worked_out_scheme_can_be_objected_to",
            ),
        ]

    @property
    def stamp(self) -> str:
        """Another one each time that the draft is written: a page carries which of them it showed."""
        return f"{self.pk}-{self.made_at.timestamp():.6f}"


class Target(models.Model):
    """A measure, how much of it is asked (in percent), and how many points it is worth."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="targets")
    measure = models.CharField(max_length=40)
    least = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "measure"], name="one_target_a_measure"),
            models.CheckConstraint(condition=Q(measure__in=APPRAISED), name="only_work_is_appraised"),
            models.CheckConstraint(
                condition=Q(least__gte=1, least__lte=100, points__gte=1, points__lte=100),
                name="target_within_a_hundred",
            ),
        ]


class CardLine(models.Model):
    """What a unit reached of a target: so many of so many, as of the scheme's cut-off. A correction stands
    beside the first count, which is kept."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    counted = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()  # of the measure's definition
    corrected_counted = models.PositiveIntegerField(null=True, blank=True)
    corrected_base = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "unit"], name="one_line_a_unit"),
            models.CheckConstraint(condition=Q(counted__lte=F("base")), name="counted_within_base"),
            models.CheckConstraint(
                condition=Q(corrected_counted=None, corrected_base=None)
                | Q(corrected_counted__isnull=False, corrected_counted__lte=F("corrected_base")),
                name="corrected_within_base",
            ),
        ]


class ObjectionState(models.TextChoices):
    """Waits; upheld, with a correction; not upheld, with the reason."""

    OPEN = "open", _("等待答复")
    UPHELD = "upheld", _("采纳，已更正")
    TURNED_DOWN = "turned_down", _("不采纳")


class Objection(models.Model):
    """A unit says that a line is wrong, and why; the answer says what was found."""

    line = models.ForeignKey(CardLine, on_delete=models.PROTECT, related_name="objections")
    reason = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=120)
    raised_by_id = models.BigIntegerField(null=True)  # the account; titles change, and two may be alike
    state = models.CharField(max_length=12, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    ruling = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)
    ruled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(state="open"), name="one_objection_open"),
            models.CheckConstraint(
                condition=Q(state="open", ruled_at=None) | (Q(ruled_at__isnull=False) & ~Q(ruling="")),
                name="ruled_objection_says_why",
            ),
        ]


class OpinionCheck(models.Model):
    """An answered matter was drawn and its opinion read: which of the five things it has."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # whose opinion it is
    checked_on = models.DateField()
    facts = models.BooleanField()
    basis = models.BooleanField()
    claims = models.BooleanField()
    remedy = models.BooleanField()
    service = models.BooleanField()
    note = models.TextField(blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(facts=True, basis=True, claims=True, remedy=True, service=True) | ~Q(note=""),
                name="what_an_opinion_lacks_is_said",
            )
        ]
        indexes = [models.Index(fields=["unit", "checked_on"], name="opinion_check_unit")]
