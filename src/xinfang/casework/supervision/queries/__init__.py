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
)
from xinfang.casework.supervision.queries.proposals import (
    ProposalLine,
    count_unanswered,
    may_answer,
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
    "Order",
    "OrderLine",
    "Orders",
    "ProposalLine",
    "TriggerRow",
    "Triggers",
    "count_open",
    "count_unanswered",
    "count_waiting",
    "file_of",
    "may_answer",
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
]


def waiting(scope: Scope) -> int:
    """How much of the room waits for the actor: orders and replies, and proposals to be answered."""
    return count_waiting(scope) + count_unanswered(scope)
