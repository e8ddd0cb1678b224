"""Meetings and decisions in the actor's sight; open problems that an agenda may be made of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.meetings.models import (
    UNDONE,
    Attendance,
    Decision,
    DecisionState,
    Meeting,
    MeetingChange,
)
from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.models import TieState, TopicTie
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.queries import special_topics

__all__ = [
    "Decision",
    "Meeting",
    "Proposed",
    "answers",
    "changes_of",
    "decision_in",
    "decisions",
    "decisions_of",
    "may_answer",
    "meeting_in",
    "meetings",
    "open_problems",
    "owed",
    "visible_matters",
]

NEWEST, LATEST = 200, 10


@dataclass(frozen=True)
class Proposed:
    """An open problem: `key` for the form, the title on the agenda, why it is proposed."""

    key: str
    title: str
    why: str
    matter_id: int | None = None
    topic_id: int | None = None


def meetings(scope: Scope) -> list[Meeting]:
    """The newest first, each with `decided` and `undone` decisions and with who chaired it."""
    found = _chaired(Meeting.objects.visible_to(scope)).annotate(
        decided=Count("decisions", filter=~Q(decisions__state=DecisionState.REVOKED)),
        undone=Count("decisions", filter=Q(decisions__state__in=UNDONE)),
    )
    return list(found.order_by("-day", "-pk")[:NEWEST])


def meeting_in(scope: Scope, pk: int) -> Meeting | None:
    """A meeting in sight; None for all others, whether they exist or not."""
    return _chaired(Meeting.objects.visible_to(scope)).select_related("unit").filter(pk=pk).first()


def _chaired(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With `chaired_by`: the post that was called, or who came instead; '' when nobody is known to have."""
    chair = Attendance.objects.filter(meeting=OuterRef("pk"), post=OuterRef("chair"))
    who = Case(When(present=False, then=F("stand_in")), default=F("post"))
    return found.annotate(chaired_by=Subquery(chair.annotate(who=who).values("who")[:1]))


def visible_matters(scope: Scope, meeting: Meeting) -> set[int]:
    """The matters on a meeting's agenda that the actor may open."""
    ids = meeting.agenda.exclude(matter=None).values("matter_id")
    return set(Matter.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))


def decisions(scope: Scope, *, undone: bool) -> list[Decision]:
    """Decisions in sight, those due first; `undone`: those neither found done nor taken back."""
    found = Decision.objects.visible_to(scope).select_related("meeting", "unit")
    if undone:
        found = found.undone()
    return list(found.prefetch_related("changes").order_by("due_on", "pk")[:NEWEST])


def decisions_of(meeting_id: int) -> list[Decision]:
    """The decisions of a meeting that the actor has opened, those due first."""
    return list(
        Decision.objects.filter(meeting_id=meeting_id)
        .select_related("unit", "point")
        .prefetch_related("changes")
        .order_by("due_on", "pk")
    )


def changes_of(meeting_id: int) -> list[MeetingChange]:
    """What was set right of attendance and words of a meeting that the actor has opened, the first first."""
    return list(MeetingChange.objects.filter(meeting_id=meeting_id, decision=None).order_by("at", "pk"))


def decision_in(scope: Scope, pk: int) -> Decision | None:
    """A decision in sight; None for all others."""
    return Decision.objects.visible_to(scope).select_related("meeting", "unit").filter(pk=pk).first()


def may_answer(scope: Scope, decision: Decision) -> bool:
    """Whether the actor speaks for the unit of an open decision."""
    return decision.state == DecisionState.OPEN and answers(scope, decision)


def answers(scope: Scope, decision: Decision) -> bool:
    """Whether the actor speaks for the unit of a decision."""
    return scope.holds("report_information", decision.unit_id)


def owed(scope: Scope) -> int:
    """How many decisions the own unit has still to report on, and how many reports the office reads."""
    mine = Q(pk__in=[])
    if scope.may("report_information"):
        mine |= Q(state=DecisionState.OPEN, unit_id=scope.actor.unit_id or 0)
    if scope.may("hold_meetings"):
        mine |= Q(state=DecisionState.ANSWERED, meeting__unit_id=scope.actor.unit_id or 0)
    return Decision.objects.filter(mine).count()


def open_problems(scope: Scope, today: date) -> list[Proposed]:
    """What a meeting may look at: problems of running topics, decisions overdue, matters latest of all.

    Accusations are never among them.
    """
    return [*_topics(scope, today), *_overdue(scope, today), *_late(scope, today)]


def _topics(scope: Scope, today: date) -> list[Proposed]:
    found = []
    for topic in special_topics(today):
        ties = TopicTie.objects.visible_to(scope).filter(topic=topic, state=TieState.CONFIRMED)
        open_ones = (
            ties.filter(matter__concluded_at=None).values_list("problem__name").annotate(n=Count("pk"))
        )
        for name, count in open_ones.order_by("-n"):
            title = f"{topic.name}：{name}" if name else topic.name
            why = _("专题里有 %(n)d 件没有答复") % {"n": count}
            found.append(Proposed(f"t{topic.pk}-{name or ''}", title, why, topic_id=topic.pk))
    return found


def _overdue(scope: Scope, today: date) -> list[Proposed]:
    rows = Decision.objects.visible_to(scope).filter(due_on__lt=today).undone()
    return [
        Proposed(
            f"d{row.pk}",
            _("上次会议的决定没有落实：%(text)s") % {"text": row.text[:60]},
            _("%(unit)s，期限 %(day)s") % {"unit": row.unit, "day": row.due_on.isoformat()},
        )
        for row in rows.select_related("unit").order_by("due_on", "pk")[:LATEST]
    ]


def _late(scope: Scope, today: date) -> list[Proposed]:
    seen = Matter.objects.visible_to(scope).filter(confined=False)
    late = Clock.objects.filter(duty=True, state=ClockState.OPEN, due_on__lt=today, matter__in=seen)
    found: dict[int, Proposed] = {}
    for clock in late.select_related("matter").order_by("due_on", "pk")[: 3 * LATEST]:
        matter, days = clock.matter, (today - clock.due_on).days
        why = _("超过期限 %(n)d 天") % {"n": days}
        title = f"{matter.number} {matter.title}"
        found.setdefault(matter.pk, Proposed(f"m{matter.pk}", title, why, matter_id=matter.pk))
    return list(found.values())[:LATEST]
