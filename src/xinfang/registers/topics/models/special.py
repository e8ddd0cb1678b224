"""Special topics (专题): a period, an area, words and classes; with the problems that people bring."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from xinfang.registers.organisations.models import Unit

__all__ = ["SpecialTopic", "TopicProblem"]


class SpecialTopic(models.Model):
    """What the office looks at together for a while, such as an earthquake. About things, never about people.

    It lasts from `since` to `until`, both included; without `areas` it is the whole district's. `words` and
    `classes` (beginnings of class codes) are what it proposes itself by; one of either suffices.
    """

    name = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    areas = models.ManyToManyField(Unit, blank=True, related_name="+")
    words = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    classes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="topic_period_runs_forward",
            ),
            models.CheckConstraint(
                condition=~models.Q(words=[]) | ~models.Q(classes=[]), name="topic_is_known_by_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TopicProblem(models.Model):
    """One of the problems of a topic, told apart by its own words and classes."""

    topic = models.ForeignKey(SpecialTopic, on_delete=models.CASCADE, related_name="problems")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    words = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    classes = ArrayField(models.CharField(max_length=12), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "name"], name="topic_problem_once"),
            models.UniqueConstraint(fields=["topic", "position"], name="topic_problem_place_once"),
        ]

    def __str__(self) -> str:
        return self.name
