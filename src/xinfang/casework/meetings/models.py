"""A meeting with its agenda and attendance, and its decisions, each with a unit and a day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xinfang.casework.petitions.models import Matter
from xinfang.kernel.changes import ReasonedChange, has_reason
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import SpecialTopic

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["AgendaPoint", "Attendance", "ChangeKind", "Decision", "DecisionState", "Meeting", "MeetingChange"]
__all__ += ["MeetingState"]


class MeetingState(models.TextChoices):
    """Called, held, or called off."""

    PLANNED = "planned", _("待召开")
    HELD = "held", _("已召开")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "已取消")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """The words in which meetings are asked for."""

    def visible_to(self, scope: "Scope") -> "MeetingQuerySet":
        """Meetings of the units whose information an actor reads."""
        reach = scope.reach("see_information")
        return self if reach is None else self.filter(unit_id__in=reach)


class Meeting(models.Model):
    """One meeting. `chair` and those present are named by post."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    day = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    chair = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=MeetingState.choices, default=MeetingState.PLANNED)
    summary = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # why it was called off
    form_key = models.UUIDField(unique=True)
    planned_at = models.DateTimeField()
    planner = models.CharField(max_length=120)
    held_at = models.DateTimeField(null=True, blank=True)  # when it was recorded

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="held") | (models.Q(held_at__isnull=False) & ~models.Q(summary="")),
                name="held_meeting_has_a_summary",
            ),
        ]
        indexes = [models.Index(fields=["-day", "-id"], name="meeting_newest")]


class AgendaPoint(models.Model):
    """One point: a matter, a special topic, or something said in words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(SpecialTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_place_once"),
        ]


class Attendance(models.Model):
    """A post that is called, whether its holder was there, and who came instead."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    post = models.CharField(max_length=60)
    present = models.BooleanField(null=True)
    stand_in = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "post"], name="called_once")]


class DecisionState(models.TextChoices):
    """Owed by its unit, answered, and found done by the office; or taken back before it was."""

    OPEN = "open", _("待落实")
    ANSWERED = "answered", _("已报告落实")
    DONE = "done", _("已落实")
    REVOKED = "revoked", _("已撤回")


UNDONE = (DecisionState.OPEN, DecisionState.ANSWERED)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The words in which decisions are asked for."""

    def visible_to(self, scope: "Scope") -> "DecisionQuerySet":
        """Those for the units whose information an actor reads, and those of its meetings."""
        reach = scope.reach("see_information")
        if reach is None:
            return self
        return self.filter(models.Q(unit_id__in=reach) | models.Q(meeting__unit_id__in=reach))

    def undone(self) -> "DecisionQuerySet":
        """Those that somebody still owes, or that the office has not looked at."""
        return self.filter(state__in=UNDONE)


class Decision(models.Model):
    """What was decided, on which point of the agenda, who does it, by when; how it was followed up."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    point = models.ForeignKey(
        AgendaPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    text = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=DecisionState.choices, default=DecisionState.OPEN)
    answer = models.TextField(blank=True)
    answerer = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)  # why the answer was sent back
    done_at = models.DateTimeField(null=True, blank=True)
    checker = models.CharField(max_length=120, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "revoked"]) | ~models.Q(answer=""),
                name="decision_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | (models.Q(done_at__isnull=False) & ~models.Q(checker="")),
                name="decision_is_found_done",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="decision_owed")]


# What of a meeting or of a decision is called what; those present are called by their posts.
NAMES: dict[str, Promise | str] = {
    **{"summary": _("研究的情况"), "text": _("决定"), "unit": _("责任单位"), "due_on": _("期限")},
    **{"point": _("议题"), "answer": _("报告的落实情况")},
}
_BOTH: Promise | str = _("%(what)s：原为“%(was)s”，现为“%(now)s”")
_NOW: Promise | str = _("%(what)s：%(now)s")
_EMPTY: Promise | str = _("没有")


class ChangeKind(models.TextChoices):
    """What of a meeting that was recorded was set right."""

    HELD = "held", _("更正会议情况")
    DECISION = "decision", _("更正决定")
    REVOKED = "revoked", _("撤回决定")
    ADDED = "added", _("补记决定")


class MeetingChange(ReasonedChange):
    """What was recorded wrong, or not at all, and set right: how it stood, how it stands, why, by whom."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)

    class Meta(ReasonedChange.Meta):
        constraints = [has_reason("meeting_change_has_reason")]

    @property
    def lines(self) -> list[str]:
        """What was changed, each in a line: how it stood, how it stands."""
        return [
            (_BOTH if was not in (None, "") else _NOW)
            % {"what": NAMES.get(name, name), "was": was, "now": _EMPTY if now in (None, "") else now}
            for name, was, now in self._pairs()
        ]

    def _pairs(self) -> Iterator[tuple[str, object, object]]:
        for name in {**self.before, **self.after}:
            was, now = self.before.get(name), self.after.get(name)
            if (was, now) != (None, None) and {was, now} - {None, ""}:
                yield name, was, now
