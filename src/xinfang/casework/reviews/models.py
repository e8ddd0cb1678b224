"""A request for review or re-review, what became of it, and the hearings held on it."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xinfang.casework.acts.together import whose
from xinfang.casework.petitions.models import Matter, Petition, Result
from xinfang.registers.organisations.models import Unit

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["Hearing", "Level", "Outcome", "Review", "ReviewQuerySet", "ReviewState", "Via"]


class Level(models.TextChoices):
    """The first look at an opinion, and the last one (条例 2022, 35, 36; 2005, 34, 35)."""

    REVIEW = "review", _("复查")
    REREVIEW = "rereview", _("复核")


class Via(models.TextChoices):
    """How the request came; what is said by telephone or in person is written down (条例 2022, 19)."""

    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    ONLINE = "online", _("网上")
    PHONE = "phone", _("来电（已记录）")


class ReviewState(models.TextChoices):
    """Received, taken, or not; taken back by who asked; decided; the answer has reached who asked."""

    REQUESTED = "requested", _("待受理")
    TAKEN = "taken", _("审查中")
    REFUSED = "refused", pgettext_lazy("state", "不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")
    OPINED = "opined", _("待送达")
    SERVED = "served", _("已送达")


class Outcome(models.TextChoices):
    """What a review comes to (domain of 山东 2015, 45; 北京 2006, 50)."""

    UPHOLD = "uphold", _("维持")
    CHANGE = "change", _("变更")
    REVOKE = "revoke", pgettext_lazy("outcome", "撤销")
    REDO = "redo", _("责令重新办理")


class ReviewQuerySet(models.QuerySet["Review"]):
    """The words in which reviews are asked for."""

    def visible_to(self, scope: "Scope") -> "ReviewQuerySet":
        """Reviews of the matters that an actor may see."""
        return self.filter(matter__in=Matter.objects.visible_to(scope))

    def reviewed_by(self, scope: "Scope") -> "ReviewQuerySet":
        """Those that the actor's units decide; one before an organ outside is kept by the office."""
        reach = scope.reach("review")
        if reach is None:
            return self
        outside = models.Q(reviewer_unit=None, matter__registered_unit_id__in=reach)
        return self.filter(models.Q(reviewer_unit_id__in=reach) | outside)

    def running(self) -> "ReviewQuerySet":
        """Not yet answered, refused or taken back."""
        return self.filter(state__in=RUNNING)


RUNNING = (ReviewState.REQUESTED, ReviewState.TAKEN, ReviewState.OPINED)


class Review(models.Model):
    """One request. It is decided by a unit of ours, or by an organ outside our tree, which is named.

    `act`: the line of the timeline that registered it. `petition`: of the further petitioner who asked; None:
    the first one did. `contested_result`: what the opinion in question had
    decided. `decided_by`: the account that worked out the outcome; who signs stands on the letter.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="reviews")
    level = models.CharField(max_length=8, choices=Level.choices)
    state = models.CharField(max_length=9, choices=ReviewState.choices, default=ReviewState.REQUESTED)
    act = models.BigIntegerField(null=True)
    petition = models.ForeignKey(Petition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()  # when the request was received
    via = models.CharField(max_length=6, choices=Via.choices)
    facts = models.TextField()  # facts and reasons, as Matter.facts
    demand = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    excused_by = models.CharField(max_length=120, blank=True)  # who accepted the reason
    respondent_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewer_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewer_name = models.CharField(max_length=120, blank=True)  # of an organ outside our tree
    reviewer_reason = models.TextField(blank=True)  # why another than the one proposed
    contested_result = models.CharField(max_length=14, choices=Result.choices, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)  # the date on the signed request
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    grounds = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    finding = models.TextField(blank=True)  # what was found; the opinion's text stands in its letter
    changed_result = models.CharField(max_length=14, choices=Result.choices, blank=True)
    redo_by = models.DateField(null=True, blank=True)  # by when the new opinion is owed
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)  # of the decision, as a document's
    outside_number = models.CharField(max_length=60, blank=True)  # of the opinion of an organ outside
    opined_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    new_facts = models.TextField(blank=True)  # found when the opinion was made anew

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(state__in=RUNNING), name="one_review_runs"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer_unit__isnull=False, reviewer_name="")
                | (models.Q(reviewer_unit__isnull=True) & ~models.Q(reviewer_name="")),
                name="reviewer_inside_or_named",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["opined", "served"]) | ~models.Q(outcome=""),
                name="answered_review_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "requested_at"], name="review_state_requested"),
            models.Index(fields=["reviewer_unit", "state"], name="review_unit_state"),
            models.Index(fields=["level", "outcome", "served_at"], name="review_outcome_served"),
        ]

    @property
    def whose(self) -> dict[str, object]:
        """What the timeline keeps of who asked."""
        return whose(self.petition_id)


class Hearing(models.Model):
    """A hearing (听证): heads are counted, nobody is named but who chairs it by office."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="hearings")
    notice_on = models.DateField(null=True, blank=True)  # when it was announced to who asked
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    chair = models.CharField(max_length=60)
    participants = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.TextField(blank=True)
    pausing = models.BooleanField(default=False)  # the term of a re-review stands still meanwhile

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_day__isnull=True) | models.Q(to_day__gte=models.F("from_day")),
                name="hearing_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["review"], condition=models.Q(to_day__isnull=True), name="one_hearing_at_a_time"
            ),
        ]
