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
from xinfang.kernel.actor import Actor
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.models import Unit

__all__ = ["DecisionEntry", "Present", "hold_meeting"]


@dataclass(frozen=True)
class Present:
    """Whether the holder of a post was there; who came instead."""

    present: bool
    stand_in: str = ""


@dataclass(frozen=True)
class DecisionEntry:
    """What was decided, who does it, by when."""

    text: str
    unit_id: int | None
    due_on: date | None


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

    Refuses a meeting that lies ahead, without summary or anybody there, and a decision without words, unit or
    a day after the meeting.
    """
    meeting = called(meeting_id)
    _refuse(meeting, summary, present, decisions, timezone.localdate(at))
    for each in Attendance.objects.select_for_update().filter(meeting=meeting):
        said = present.get(each.pk, Present(False))
        each.present, each.stand_in = said.present, "" if said.present else said.stand_in.strip()
        each.save(update_fields=["present", "stand_in"])
    meeting.state, meeting.summary, meeting.held_at = MeetingState.HELD, summary.strip(), at
    meeting.save(update_fields=["state", "summary", "held_at"])
    made = []
    for entry in decisions:
        assert entry.unit_id is not None  # both refused above
        assert entry.due_on is not None
        made.append(
            Decision.objects.create(
                meeting=meeting, text=entry.text.strip(), unit_id=entry.unit_id, due_on=entry.due_on
            )
        )
    told(meeting, "hold", by, at)
    queue_many(decided(made, "decided", at), at=at)
    return meeting


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
    if len("".join(summary.split())) < 10:
        found.append(Problem("summary", _("请写会议研究的情况，至少 10 个字。")))
    if not any(each.present or each.stand_in.strip() for each in present.values()):
        found.append(Problem("present", _("请勾选到会的人。")))
    units = {each.unit_id for each in decisions}
    known = set(Unit.objects.in_force(today).filter(pk__in=units - {None}).values_list("pk", flat=True))
    for place, each in enumerate(decisions, start=1):
        if len("".join(each.text.split())) < 4 or each.unit_id not in known:
            told = _("第 %(n)d 项决定要写明做什么、由哪个单位做。")
            found.append(Problem("decisions", told % {"n": place}))
        elif each.due_on is None or each.due_on <= meeting.day:
            told = _("第 %(n)d 项决定的期限要在会议日期之后。")
            found.append(Problem("decisions", told % {"n": place}))
        else:
            found += far_problems("decisions", each.due_on, on=meeting.day)
    if found:
        raise Refusal(problems=found)
