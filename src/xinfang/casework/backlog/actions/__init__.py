"""The verbs of the backlog; the only writers of the room's tables."""

from xinfang.casework.backlog.actions.ending import carry_on, conclude, remove
from xinfang.casework.backlog.actions.leading import Planned, assign_leader, extend, finish_step, plan
from xinfang.casework.backlog.actions.listing import Listed, make_list, put_on

__all__ = [
    "Listed",
    "Planned",
    "assign_leader",
    "carry_on",
    "conclude",
    "extend",
    "finish_step",
    "make_list",
    "plan",
    "put_on",
    "remove",
]
