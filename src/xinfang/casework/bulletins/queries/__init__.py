"""What is asked of reports, items and circulars; the first argument is the actor's scope."""

from collections.abc import Callable

from xinfang.casework.bulletins.queries.circulars import (
    Circular,
    circular_in,
    circulars,
    duties,
    may_answer,
    reads_all,
    unanswered,
)
from xinfang.casework.bulletins.queries.items import (
    Item,
    item_in,
    items,
    may_edit,
    may_give_up,
    may_send_back,
    may_sign,
    sealed,
    signs,
    to_sign,
    writing_unit,
)
from xinfang.casework.bulletins.queries.reports import (
    GROUPS,
    Report,
    chain,
    counts,
    filed_from,
    may_check,
    may_read,
    may_recall,
    may_resend,
    merged_in,
    moves,
    passed_by,
    readings,
    reads,
    report_in,
    reports,
    resends,
    to_merge,
    urgent_now,
    waiting_reports,
    wrote,
)
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Circular",
    "GROUPS",
    "Item",
    "Report",
    "chain",
    "circular_in",
    "circulars",
    "counts",
    "duties",
    "filed_from",
    "item_in",
    "items",
    "may_answer",
    "may_check",
    "may_edit",
    "may_give_up",
    "may_read",
    "may_recall",
    "may_resend",
    "may_send_back",
    "may_sign",
    "merged_in",
    "moves",
    "passed_by",
    "readings",
    "reads",
    "reads_all",
    "report_in",
    "reports",
    "resends",
    "sealed",
    "signs",
    "to_merge",
    "to_sign",
    "unanswered",
    "urgent_now",
    "waiting",
    "writing_unit",
    "wrote",
]


def waiting(scope: Scope) -> int:
    """How much waits for the actor: reports to check, those sent back, items to sign, circulars to answer."""
    asked: tuple[Callable[[Scope], int], ...] = (waiting_reports, to_sign, unanswered)
    return sum(count(scope) for count in asked)
