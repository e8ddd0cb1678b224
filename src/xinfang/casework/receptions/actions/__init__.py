"""The only writers of plans, notices, bookings and arrivals."""

from xinfang.casework.receptions.actions.booking import Wish, book, cancel_booking
from xinfang.casework.receptions.actions.changing import cancel_day, move_day, stand_in
from xinfang.casework.receptions.actions.closing import close_day, forget_contacts
from xinfang.casework.receptions.actions.correcting import correct_heads, correct_result, record_aid
from xinfang.casework.receptions.actions.disposing import Result, dispose, instruct, record_view
from xinfang.casework.receptions.actions.receiving import Came, arrive, call, link_visit
from xinfang.casework.receptions.actions.telling import told_by_hand
from xinfang.casework.rota.actions.noticing import issue_notice, tick_place
from xinfang.casework.rota.actions.planning import (
    Place,
    Rule,
    add_by_rule,
    add_by_rules,
    add_day,
    change_day,
    open_plan,
    remove_day,
)
from xinfang.casework.rota.actions.publishing import (
    approve,
    publish,
    record_receipt,
    return_plan,
    send_up,
    submit,
)

__all__ = [
    "Came",
    "Place",
    "Result",
    "Rule",
    "Wish",
    "add_by_rule",
    "add_by_rules",
    "add_day",
    "approve",
    "arrive",
    "book",
    "call",
    "cancel_booking",
    "cancel_day",
    "change_day",
    "close_day",
    "correct_heads",
    "correct_result",
    "dispose",
    "forget_contacts",
    "instruct",
    "issue_notice",
    "link_visit",
    "move_day",
    "open_plan",
    "publish",
    "record_aid",
    "record_receipt",
    "record_view",
    "remove_day",
    "return_plan",
    "send_up",
    "stand_in",
    "submit",
    "tick_place",
    "told_by_hand",
]
