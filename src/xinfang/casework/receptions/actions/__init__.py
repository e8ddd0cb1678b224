"""The only writers of arrivals, and of days that change once they are published; the desk finds the verbs of
`bookings` here too."""

from xinfang.casework.bookings.actions import Wish, book, cancel_booking, forget_contacts, told_by_hand
from xinfang.casework.receptions.actions.changing import cancel_day, keep_day, move_day, stand_in
from xinfang.casework.receptions.actions.closing import close_day
from xinfang.casework.receptions.actions.correcting import correct_heads, correct_result, record_aid
from xinfang.casework.receptions.actions.disposing import Result, dispose, instruct, record_view
from xinfang.casework.receptions.actions.handing import hand_over
from xinfang.casework.receptions.actions.receiving import Came, arrive, call, link_visit
from xinfang.casework.receptions.actions.striking import rejoin, strike

__all__ = [
    "Came",
    "Result",
    "Wish",
    "arrive",
    "book",
    "call",
    "cancel_booking",
    "cancel_day",
    "close_day",
    "correct_heads",
    "correct_result",
    "dispose",
    "forget_contacts",
    "hand_over",
    "instruct",
    "keep_day",
    "link_visit",
    "move_day",
    "record_aid",
    "record_view",
    "rejoin",
    "stand_in",
    "strike",
    "told_by_hand",
]
