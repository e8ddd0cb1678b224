"""What is asked of supervision; the actor's scope first."""

from xinfang.casework.supervision.queries.orders import (
    GROUPS,
    Order,
    OrderLine,
    Orders,
    count_waiting,
    file_of,
    may_order,
    may_reply,
    may_supervise,
    opens_matter,
    order_in,
    orders,
    orders_of,
    steps_of,
    takes_steps,
    why_no_order,
    withdrawn_on,
    worked_on,
)
from xinfang.casework.supervision.queries.proposals import (
    Proposal,
    ProposalLine,
    answers_for,
    count_unanswered,
    proposal_in,
    proposals,
)
from xinfang.casework.supervision.queries.triggers import (
    TriggerRow,
    Triggers,
    count_open,
    triggers,
    triggers_of,
)
from xinfang.registers.staff.scope import Scope

__all__ = [
    "GROUPS",
    "answers_for",
    "Order",
    "OrderLine",
    "Orders",
    "Proposal",
    "ProposalLine",
    "TriggerRow",
    "Triggers",
    "count_open",
    "count_unanswered",
    "count_waiting",
    "file_of",
    "may_order",
    "may_reply",
    "may_supervise",
    "opens_matter",
    "order_in",
    "orders",
    "orders_of",
    "proposal_in",
    "proposals",
    "steps_of",
    "takes_steps",
    "triggers",
    "triggers_of",
    "waiting",
    "why_no_order",
    "withdrawn_on",
    "worked_on",
]


def waiting(scope: Scope) -> int:
    """How much of the room waits for the actor: orders and replies, and proposals to be answered."""
    return count_waiting(scope) + count_unanswered(scope)
