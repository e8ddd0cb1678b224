"""What is asked of supervision; the actor's scope first."""

from xinfang.casework.supervision.queries.orders import (
    GROUPS,
    Order,
    OrderLine,
    Orders,
    count_waiting,
    may_order,
    may_reply,
    may_supervise,
    order_in,
    orders,
    orders_of,
    steps_of,
    takes_steps,
)
from xinfang.casework.supervision.queries.proposals import (
    ProposalLine,
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

__all__ = [
    "GROUPS",
    "Order",
    "OrderLine",
    "Orders",
    "ProposalLine",
    "TriggerRow",
    "Triggers",
    "count_open",
    "count_waiting",
    "may_answer",
    "may_order",
    "may_reply",
    "may_supervise",
    "order_in",
    "orders",
    "orders_of",
    "proposal_in",
    "proposals",
    "steps_of",
    "takes_steps",
    "triggers",
    "triggers_of",
]
