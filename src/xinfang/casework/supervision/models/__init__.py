"""The room's tables."""

from xinfang.casework.supervision.models.orders import (
    OPEN,
    Means,
    Order,
    OrderState,
    OrderStep,
    Step,
)
from xinfang.casework.supervision.models.proposals import Adoption, Proposal, ProposalKind
from xinfang.casework.supervision.models.triggers import Cause, SupervisionTrigger

__all__ = [
    "OPEN",
    "Adoption",
    "Cause",
    "Means",
    "Order",
    "OrderState",
    "OrderStep",
    "Proposal",
    "ProposalKind",
    "Step",
    "SupervisionTrigger",
]
