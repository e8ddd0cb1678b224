"""The only writers of reviews and hearings."""

from xinfang.casework.reviews.actions.deciding import Decision, decide, refuse, serve, state_new_facts
from xinfang.casework.reviews.actions.hearing import (
    Closing,
    Opening,
    close_hearing,
    hear_review,
    open_hearing,
)
from xinfang.casework.reviews.actions.keeping import keep_books, refuse_other_outcome
from xinfang.casework.reviews.actions.recording import PastReview, record_past
from xinfang.casework.reviews.actions.repeating import refuse_repetition
from xinfang.casework.reviews.actions.requesting import (
    Request,
    extend,
    request_rereview,
    request_review,
    take,
    withdraw,
)

__all__ = [
    "Closing",
    "Decision",
    "Opening",
    "PastReview",
    "Request",
    "close_hearing",
    "decide",
    "extend",
    "hear_review",
    "keep_books",
    "open_hearing",
    "record_past",
    "refuse",
    "refuse_other_outcome",
    "refuse_repetition",
    "request_rereview",
    "request_review",
    "serve",
    "state_new_facts",
    "take",
    "withdraw",
]
