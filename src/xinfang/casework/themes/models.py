"""A matter and a special topic: proposed, then confirmed or refused by a person."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.topics.models import SpecialTopic, TopicProblem

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["LookBack", "TieState", "TopicTie"]


class TieState(models.TextChoices):
    """A refused one stays, so that it is not proposed again."""

    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("不属于")


class TopicTieQuerySet(models.QuerySet["TopicTie"]):
    """The words in which ties are asked for."""

    def visible_to(self, scope: "Scope") -> "TopicTieQuerySet":
        """Those of the matters that an actor may see."""
        return self.filter(matter__in=Matter.objects.visible_to(scope))


class TopicTie(models.Model):
    """One matter under one topic, and under one of its problems when one fits."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="topic_ties")
    topic = models.ForeignKey(SpecialTopic, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(
        TopicProblem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=TieState.choices, default=TieState.PROPOSED)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decider = models.CharField(max_length=120, blank=True)

    objects = TopicTieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "topic"], name="tied_once"),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at__isnull=True)
                | (~models.Q(state="proposed") & models.Q(decided_at__isnull=False) & ~models.Q(decider="")),
                name="tie_is_decided_by_a_person",
            ),
        ]
        indexes = [models.Index(fields=["topic", "state"], name="tie_topic_state")]


class LookBack(models.Model):
    """A topic that has not yet looked at all that was registered before it: it goes on below the matter
    `before`, newest first. The row is gone when it has."""

    topic = models.OneToOneField(SpecialTopic, on_delete=models.PROTECT, related_name="+")
    before = models.BigIntegerField()
