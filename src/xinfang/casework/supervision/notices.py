"""Who is told inside of an order's steps: the unit of what it owes, the office of what it gets."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.supervision.models import Means, Order, Proposal, Step
from xinfang.casework.telling.actions.staff import Line, message
from xinfang.casework.telling.readers import readers
from xinfang.casework.telling.table import StaffRow
from xinfang.casework.telling.units import About, told_inside, told_somebody
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "PROPOSED", "TOGETHER", "WITHDRAWN", "answered", "messages", "proposed", "withdrawn"]

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
WITHDRAWN = "supervision.matter_withdrawn"
TOGETHER, PROPOSED, ANSWERED = "supervision.together", "supervision.proposed", "supervision.proposal_answered"
KINDS: dict[str, Promise | str] = {
    **{row.kind: row.label for _right, row in ROWS.values()},
    WITHDRAWN: _("督办的事项撤回了"),
    TOGETHER: _("联合督办"),
    PROPOSED: _("收到三项建议"),
    ANSWERED: _("三项建议有了答复"),
}


def messages(order: Order, step: Step, step_id: int, by: Actor, at: datetime) -> list[Message]:
    """The notices of a step, for those who may see the matter; never for who acts."""
    if step not in ROWS or (order.means == Means.INSTRUCTED and step in BY_INSTRUCTION):
        return []
    right, row = ROWS[step]
    unit = order.unit_id if right == TO_UNIT else order.matter.registered_unit_id
    told = _partners(order, by, at) if step == Step.ORDER else []
    line = Line(order.matter)
    return told + [
        message(row, [line], f"order:{step_id}:{user}", user, at)
        for user, _mine in readers([order.matter], [(unit, right)], timezone.localdate(at))
        if user != by.user_id
    ]


def withdrawn(order: Order, act_id: int, by_user: int | None, at: datetime) -> list[Message]:
    """To the office that supervises: the petitioner took the matter back, and the office says what becomes of
    its order."""
    matter = order.matter
    number = "" if matter.confined else matter.number
    sentence = _("督办的一件事项信访人撤回了：请决定撤回督办，还是继续督办")
    about = About(WITHDRAWN, "order", order.pk, sentence, number)
    people = readers([matter], [(matter.registered_unit_id, TO_OFFICE)], timezone.localdate(at))
    told = f"{order.pk}:{act_id}"
    return [told_somebody(about, told, user) for user, _mine in people if user != by_user]


def proposed(proposal: Proposal, at: datetime) -> list[Message]:
    """To the head who answers for the unit; of one on an accusation only to who may open that."""
    sentence = _("收到信访部门的建议，请在 %(day)s前书面答复")
    about = About(PROPOSED, "proposal", proposal.pk, sentence, _number(proposal))
    return _of_proposal(proposal, about, proposal.unit_id, "approve", at)


def answered(proposal: Proposal, at: datetime) -> list[Message]:
    """To the office that made it."""
    if proposal.made_by_unit_id is None:
        return []
    about = About(ANSWERED, "proposal", proposal.pk, _("一件建议有了答复"), _number(proposal))
    return _of_proposal(proposal, about, proposal.made_by_unit_id, "supervise", at)


def _number(proposal: Proposal) -> str:
    matter = proposal.matter
    return matter.number if matter is not None and not matter.confined else ""


def _of_proposal(proposal: Proposal, about: About, unit: int, right: str, at: datetime) -> list[Message]:
    day = proposal.due_on.isoformat()
    if proposal.matter is None:
        return told_inside(about, str(proposal.pk), [unit], right, at, day=day)
    people = readers([proposal.matter], [(unit, right)], timezone.localdate(at))
    return [told_somebody(about, str(proposal.pk), user, day=day) for user, _mine in people]


def _partners(order: Order, by: Actor, at: datetime) -> list[Message]:
    """To the units that supervise together with the office; an accusation is supervised with nobody."""
    if order.matter.confined:
        return []
    about = About(TOGETHER, "order", order.pk, _("请你单位一起督办 %(number)s"), order.matter.number)
    told = told_inside(about, str(order.pk), order.partners, TO_UNIT, at, number=order.matter.number)
    return [each for each in told if each.user_id != by.user_id]
