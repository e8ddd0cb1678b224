"""A meeting was held: who was there, what it came to, what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.meetings.actions.planning import called, told
from xinfang.casework.meetings.models import Attendance, Decision, Meeting, MeetingState
from xinfang.casework.meetings.notices import decided
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import personal_problems, petitioner_problems

__all__ = [
    "DecisionEntry",
    "Present",
    "decide",
    "hold_meeting",
    "problems_of_attendance",
    "problems_of_decisions",
    "said_of",
    "set_attendance",
    "tell_matter",
]


@dataclass(frozen=True)
class Present:
    """Whether the holder of a post was there; who came instead."""

    present: bool
    stand_in: str = ""


@dataclass(frozen=True)
class DecisionEntry:
    """What was decided, who does it, by when; `point_id`: on which point of the agenda."""

    text: str
    unit_id: int | None
    due_on: date | None
    point_id: int | None = None


@transaction.atomic
def hold_meeting(
    *,
    meeting_id: int,
    summary: str,
    present: Mapping[int, Present],
    decisions: Sequence[DecisionEntry],
    by: Actor,
    at: datetime,
) -> Meeting:
    """Record a meeting after it was held; its decisions go to their units.

    Refuses a meeting that lies ahead, without summary or anybody in the chair, what names people, and a
    decision without words, unit, a day after the meeting, or with a point of another agenda. The matters on
    the agenda have a line of it.
    """
    meeting = called(meeting_id)
    _refuse(meeting, summary, present, decisions, timezone.localdate(at))
    set_attendance(meeting, present)
    meeting.state, meeting.summary, meeting.held_at = MeetingState.HELD, summary.strip(), at
    meeting.save(update_fields=["state", "summary", "held_at"])
    made = decide(meeting, decisions)
    told(meeting, "hold", by, at)
    _tell_matters(meeting, made, by, at)
    queue_many(decided(made, "decided", at), at=at)
    return meeting


def set_attendance(meeting: Meeting, present: Mapping[int, Present]) -> None:
    """Who of those called was there, and who came instead."""
    for each in Attendance.objects.select_for_update().filter(meeting=meeting):
        said = present.get(each.pk, Present(False))
        each.present, each.stand_in = said.present, "" if said.present else said.stand_in.strip()
        each.save(update_fields=["present", "stand_in"])


def said_of(row: Attendance) -> str:
    """Whether the holder of a post was there, in words."""
    if row.present:
        return _("到会")
    return _("由%(who)s代") % {"who": row.stand_in} if row.stand_in else _("没有到会")


def decide(meeting: Meeting, decisions: Sequence[DecisionEntry]) -> list[Decision]:
    """Write decisions that have been found right."""
    made = []
    for entry in decisions:
        assert entry.unit_id is not None  # both refused before
        assert entry.due_on is not None
        made.append(
            Decision.objects.create(
                meeting=meeting,
                point_id=entry.point_id,
                text=entry.text.strip(),
                unit_id=entry.unit_id,
                due_on=entry.due_on,
            )
        )
    return made


def _refuse(
    meeting: Meeting,
    summary: str,
    present: Mapping[int, Present],
    decisions: Sequence[DecisionEntry],
    today: date,
) -> None:
    found = []
    if meeting.day > today:
        found.append(Problem("", _("会议还没有开，开过以后再登记。")))
    found += problems_of_attendance(meeting, summary, present)
    found += problems_of_decisions(meeting, decisions, today)
    if found:
        raise Refusal(problems=found)


def problems_of_attendance(meeting: Meeting, summary: str, present: Mapping[int, Present]) -> list[Problem]:
    """What is wrong with what was said, and with who was there."""
    found = []
    if len("".join(summary.split())) < 10:
        found.append(Problem("summary", _("请写会议研究的情况，至少 10 个字。")))
    found += _unchaired(meeting, present)
    found += petitioner_problems({"summary": (_("研究的情况"), summary)}, unit_words())
    # Officials, as those who are called: a petitioner may be called the same.
    stand_ins = {f"stand_in_{pk}": (_("由谁代"), each.stand_in) for pk, each in present.items()}
    return found + personal_problems(stand_ins, unit_words())


def problems_of_decisions(meeting: Meeting, decisions: Sequence[DecisionEntry], today: date) -> list[Problem]:
    """What is wrong with decisions: words, unit, point, day, people named."""
    texts = {"decisions": (_("决定"), "\n".join(each.text for each in decisions))}
    found = list(petitioner_problems(texts, unit_words()))
    points = set(meeting.agenda.values_list("pk", flat=True)) | {None}
    units = {each.unit_id for each in decisions}
    known = set(Unit.objects.in_force(today).filter(pk__in=units - {None}).values_list("pk", flat=True))
    for place, each in enumerate(decisions, start=1):
        if len("".join(each.text.split())) < 4 or each.unit_id not in known:
            told = _("第 %(n)d 项决定要写明做什么、由哪个单位做。")
            found.append(Problem("decisions", told % {"n": place}))
        elif each.point_id not in points:
            found.append(Problem("decisions", _("第 %(n)d 项决定的议题不是这次会议的。") % {"n": place}))
        elif each.due_on is None or each.due_on <= meeting.day:
            told = _("第 %(n)d 项决定的期限要在会议日期之后。")
            found.append(Problem("decisions", told % {"n": place}))
        else:
            found += far_problems("decisions", each.due_on, on=meeting.day)
    return found


def _unchaired(meeting: Meeting, present: Mapping[int, Present]) -> list[Problem]:
    """A meeting has a chair: the one called, or who came instead."""
    if not any(each.present or each.stand_in.strip() for each in present.values()):
        return [Problem("present", _("请勾选到会的人。"))]
    chair = meeting.attendance.get(post=meeting.chair)
    said = present.get(chair.pk, Present(False))
    if said.present or said.stand_in.strip():
        return []
    return [Problem(f"stand_in_{chair.pk}", _("主持人没有到会的，请写明由谁代为主持。"))]


def _tell_matters(meeting: Meeting, made: Sequence[Decision], by: Actor, at: datetime) -> None:
    """Each matter on the agenda has its line; one that has since become an accusation has none."""
    points = meeting.agenda.filter(matter__isnull=False, matter__confined=False).order_by("position")
    lines = []
    for point in points:
        said = "\n".join(each.text for each in made if each.point_id == point.pk)
        data: dict[str, object] = {"title": meeting.title, "day": meeting.day.isoformat()}
        assert point.matter_id is not None
        lines.append(building.act(point.matter_id, "discuss", by, at, note=said, data=data))
    copy_in(TimelineEntry, lines)


def tell_matter(decision: Decision, change: str, by: Actor, at: datetime) -> None:
    """The matter on whose point it was decided has a line of what became of the decision afterwards."""
    matter = decision.point.matter if decision.point else None
    if matter is None or matter.confined:
        return
    meeting = decision.meeting
    data: dict[str, object] = {"title": meeting.title, "day": meeting.day.isoformat(), "change": change}
    copy_in(TimelineEntry, [building.act(matter.pk, "discuss", by, at, note=decision.text, data=data)])
