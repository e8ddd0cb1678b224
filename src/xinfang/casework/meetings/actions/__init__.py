"""The only writers of meetings and decisions."""

from xinfang.casework.meetings.actions.correcting import (
    add_decisions,
    correct_decision,
    correct_meeting,
    revoke_decision,
)
from xinfang.casework.meetings.actions.following import accept_decision, answer_decision, send_back_decision
from xinfang.casework.meetings.actions.holding import DecisionEntry, Present, hold_meeting
from xinfang.casework.meetings.actions.planning import (
    AgendaEntry,
    MeetingEntry,
    cancel_meeting,
    plan_meeting,
)

__all__ = [
    "AgendaEntry",
    "DecisionEntry",
    "MeetingEntry",
    "Present",
    "accept_decision",
    "add_decisions",
    "answer_decision",
    "cancel_meeting",
    "correct_decision",
    "correct_meeting",
    "hold_meeting",
    "plan_meeting",
    "revoke_decision",
    "send_back_decision",
]
