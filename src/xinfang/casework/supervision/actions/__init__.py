"""The verbs of supervision; the only writers of the room's tables."""

from xinfang.casework.supervision.actions.answering import accept, reply, send_back, withdraw
from xinfang.casework.supervision.actions.finding import open_supervision_triggers
from xinfang.casework.supervision.actions.following import Instructed, follow, put_under
from xinfang.casework.supervision.actions.ordering import Ordered, drop, enforce, order, press
from xinfang.casework.supervision.actions.proposing import Proposed, answer_proposal, propose

__all__ = [
    "Instructed",
    "Ordered",
    "Proposed",
    "accept",
    "answer_proposal",
    "drop",
    "enforce",
    "follow",
    "open_supervision_triggers",
    "order",
    "press",
    "propose",
    "put_under",
    "reply",
    "send_back",
    "withdraw",
]
