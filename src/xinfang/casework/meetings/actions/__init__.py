"""The only writers of meetings and decisions."""

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
    "answer_decision",
    "cancel_meeting",
    "hold_meeting",
    "plan_meeting",
    "send_back_decision",
]
