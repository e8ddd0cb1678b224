"""Who is told inside of an order's steps: the unit of what it owes, the office of what it gets."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.supervision.models import Means, Order, Step
from xinfang.casework.telling.actions.staff import Line, message
from xinfang.casework.telling.readers import readers
from xinfang.casework.telling.table import StaffRow
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "messages"]

TO_UNIT, TO_OFFICE = "handle", "supervise"
ROWS: dict[Step, tuple[str, StaffRow]] = {
    Step.ORDER: (
        TO_UNIT,
        StaffRow(
            "supervision.ordered",
            _("收到督办"),
            _("%(number)s 被督办，请按期回复"),
            _("%(n)d 件被督办，请按期回复"),
        ),
    ),
    Step.URGE: (
        TO_UNIT,
        StaffRow("supervision.urged", _("催办"), _("%(number)s 的督办催回复"), _("%(n)d 件督办催回复")),
    ),
    Step.RETURN: (
        TO_UNIT,
        StaffRow(
            "supervision.returned",
            _("督办回复被退回"),
            _("%(number)s 的督办回复被退回"),
            _("%(n)d 件督办回复被退回"),
        ),
    ),
    Step.REPLY: (
        TO_OFFICE,
        StaffRow(
            "supervision.replied",
            _("督办有了回复"),
            _("%(number)s 的督办已回复，请审核"),
            _("%(n)d 件督办已回复，请审核"),
        ),
    ),
}
BY_INSTRUCTION = (Step.ORDER, Step.REPLY, Step.RETURN)  # the instruction's own page and bell tell of these
KINDS: dict[str, Promise | str] = {row.kind: row.label for _right, row in ROWS.values()}


def messages(order: Order, step: Step, step_id: int, by: Actor, at: datetime) -> list[Message]:
    """The notices of a step, for those who may see the matter; never for who acts."""
    if step not in ROWS or (order.means == Means.INSTRUCTED and step in BY_INSTRUCTION):
        return []
    right, row = ROWS[step]
    unit = order.unit_id if right == TO_UNIT else order.matter.registered_unit_id
    line = Line(order.matter)
    return [
        message(row, [line], f"order:{step_id}:{user}", user, at)
        for user, _mine in readers([order.matter], [(unit, right)], timezone.localdate(at))
        if user != by.user_id
    ]
