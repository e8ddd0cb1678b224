"""The only writers of plans and notices."""

from xinfang.casework.rota.actions.mending import insert_day, keep_day, name_leader
from xinfang.casework.rota.actions.noticing import correct_place, issue_notice, tick_place
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
    "Place",
    "Rule",
    "add_by_rule",
    "add_by_rules",
    "add_day",
    "approve",
    "change_day",
    "correct_place",
    "insert_day",
    "issue_notice",
    "keep_day",
    "name_leader",
    "open_plan",
    "publish",
    "record_receipt",
    "remove_day",
    "return_plan",
    "send_up",
    "submit",
    "tick_place",
]
