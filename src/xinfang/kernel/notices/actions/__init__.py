"""The only writers of notices."""

from xinfang.kernel.notices.actions.delivering import Tally, deliver_due
from xinfang.kernel.notices.actions.handling import (
    count_as_read,
    forget,
    mark_read,
    retry,
    settle,
    withdraw,
    withdraw_occasions,
)
from xinfang.kernel.notices.actions.queueing import Message, queue, queue_many

__all__ = [
    "Message",
    "Tally",
    "count_as_read",
    "deliver_due",
    "forget",
    "mark_read",
    "queue",
    "queue_many",
    "retry",
    "settle",
    "withdraw",
    "withdraw_occasions",
]
