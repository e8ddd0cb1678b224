"""What a meeting came to is set right after it was recorded: what stood before stays, units are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.meetings.actions.holding import (
    DecisionEntry,
    Present,
    decide,
    problems_of_attendance,
    problems_of_decisions,
    said_of,
    set_attendance,
    tell_matter,
)
from xinfang.casework.meetings.actions.planning import told
from xinfang.casework.meetings.models import (
    UNDONE,
    ChangeKind,
    Decision,
    DecisionState,
    Meeting,
    MeetingChange,
    MeetingState,
)
from xinfang.casework.meetings.notices import corrected, decided, revoked
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import too_long
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import petitioner_problems

__all__ = ["add_decisions", "correct_decision", "correct_meeting", "revoke_decision"]

REASON = 200


@transaction.atomic
def correct_meeting(
    *, meeting_id: int, summary: str, present: Mapping[int, Present], reason: str, by: Actor, at: datetime
) -> None:
    """Who was there and what was said, as it really was. Refuses what recording it refuses, and no change."""
    meeting = _held(meeting_id)
    found = [*_unreasoned(reason), *problems_of_attendance(meeting, summary, present)]
    if found:
        raise Refusal(problems=found)
    before = _attended(meeting)
    set_attendance(meeting, present)
    meeting.summary = summary.strip()
    meeting.save(update_fields=["summary"])
    _kept(meeting, None, ChangeKind.HELD, (before, _attended(meeting)), reason, by, at)


@transaction.atomic
def correct_decision(*, decision_id: int, entry: DecisionEntry, reason: str, by: Actor, at: datetime) -> None:
    """Its words, unit, day or point. A unit that has it no more is told, and so is the one that has it; what
    another unit had reported is no answer of the new one."""
    decision = _undone(decision_id)
    found = problems_of_decisions(decision.meeting, [entry], timezone.localdate(at))
    if found := [*_unreasoned(reason), *found]:
        raise Refusal(problems=found)
    assert entry.unit_id is not None  # both refused above
    assert entry.due_on is not None
    before, was = _as_decided(decision), decision.unit_id
    decision.text, decision.due_on = entry.text.strip(), entry.due_on
    decision.unit_id, decision.point_id = entry.unit_id, entry.point_id
    if decision.unit_id != was:
        decision.state, decision.answer, decision.answerer = DecisionState.OPEN, "", ""
        decision.answered_at, decision.remark = None, ""
    decision.save()
    decision = Decision.objects.select_related("meeting", "unit").get(pk=decision.pk)
    after = _as_decided(decision)
    change = _kept(decision.meeting, decision, ChangeKind.DECISION, (before, after), reason, by, at)
    tell_matter(decision, "corrected", by, at)
    key = f"change{change.pk}"
    if decision.unit_id != was:
        queue_many([*revoked(decision, was, reason, key, at), *decided([decision], key, at)], at=at)
    else:
        queue_many(corrected(decision, reason, key, at), at=at)


@transaction.atomic
def revoke_decision(*, decision_id: int, reason: str, by: Actor, at: datetime) -> None:
    """It is not carried out: given to the wrong unit, or decided otherwise. Nobody owes it any more."""
    decision = _undone(decision_id)
    if found := _unreasoned(reason):
        raise Refusal(problems=found)
    state = {"state": str(decision.state)}
    decision.state = DecisionState.REVOKED
    decision.save(update_fields=["state"])
    both = (state, {"state": str(decision.state)})
    change = _kept(decision.meeting, decision, ChangeKind.REVOKED, both, reason, by, at)
    tell_matter(decision, "revoked", by, at)
    queue_many(revoked(decision, decision.unit_id, reason, f"change{change.pk}", at), at=at)


@transaction.atomic
def add_decisions(
    *, meeting_id: int, decisions: Sequence[DecisionEntry], reason: str, by: Actor, at: datetime
) -> list[Decision]:
    """Decisions of the meeting that were not written down at the time."""
    meeting = _held(meeting_id)
    found = [*_unreasoned(reason), *problems_of_decisions(meeting, decisions, timezone.localdate(at))]
    if not decisions:
        found.append(Problem("decisions", _("请至少写一项决定。")))
    if found:
        raise Refusal(problems=found)
    made = decide(meeting, decisions)
    for each in made:
        _kept(meeting, each, ChangeKind.ADDED, ({}, _as_decided(each)), reason, by, at)
        tell_matter(each, "added", by, at)
    queue_many(decided(made, "decided", at), at=at)
    return made


def _held(meeting_id: int) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.state != MeetingState.HELD:
        raise Refusal(_("会议还没有登记情况，不用更正。"))
    return meeting


def _undone(decision_id: int) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related("meeting", "unit", "point")
    decision = rows.get(pk=decision_id)
    if decision.state not in UNDONE:
        refused = _("这项决定“%(state)s”，不能再更正或撤回。")
        raise Refusal(refused % {"state": decision.get_state_display()})
    return decision


def _unreasoned(reason: str) -> list[Problem]:
    if len(reason.strip()) < 4:
        return [Problem("reason", _("请写明为什么更正，至少 4 个字。"))]
    if long := too_long(reason.strip(), REASON):
        return [Problem("reason", long)]
    return petitioner_problems({"reason": (_("原因"), reason)}, unit_words())


def _attended(meeting: Meeting) -> dict[str, Any]:
    rows = meeting.attendance.order_by("pk")
    return {"summary": meeting.summary, **{each.post: said_of(each) for each in rows}}


def _as_decided(decision: Decision) -> dict[str, Any]:
    return {
        "text": decision.text,
        "unit": str(decision.unit),
        "due_on": decision.due_on.isoformat(),
        "point": decision.point.position if decision.point else None,
        "answer": decision.answer,
    }


def _kept(
    meeting: Meeting,
    decision: Decision | None,
    kind: str,
    both: tuple[dict[str, Any], dict[str, Any]],
    reason: str,
    by: Actor,
    at: datetime,
) -> MeetingChange:
    """What differs, before and after; refuses a correction that corrects nothing."""
    before, after = both
    differs = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not differs:
        raise Refusal(_("没有要更正的：写的和原来一样。"))
    told(meeting, f"correct:{kind}", by, at)
    return MeetingChange.objects.create(
        meeting=meeting,
        decision=decision,
        kind=kind,
        at=at,
        by=by.label,
        reason=reason.strip(),
        before={name: before[name] for name in differs if name in before},
        after={name: after[name] for name in differs if name in after},
    )
