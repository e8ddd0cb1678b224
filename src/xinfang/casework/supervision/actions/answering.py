"""The unit replies; whoever ordered checks the reply, accepts it or sends it back."""

from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import release
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.letters import actions as letters
from xinfang.casework.supervision.actions.steps import held, refuse_closed, stepped
from xinfang.casework.supervision.models import OrderState, Step
from xinfang.kernel.actor import Actor
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import store

__all__ = ["accept", "reply", "send_back", "withdraw"]


@transaction.atomic
def reply(
    *,
    order_id: int,
    text: str,
    by: Actor,
    at: datetime,
    on_paper: bool = False,
    file: IO[Any] | bytes | None = None,
    file_name: str = "",
) -> None:
    """The unit reports what it has put right, perhaps with a file that shows it. Refuses while an earlier
    reply waits to be checked, and a file that is not taken."""
    found = held(order_id)
    refuse_closed(found)
    if found.state == OrderState.ANSWERED:
        raise Refusal(_("已经回复过，正在等审核；要补充的，请等退回以后再回复。"))
    words = refuse_short(text, "text", _("请写明查到什么、做了什么、结果怎样，至少 %(n)d 个字。"))
    found.state, found.replied_at = OrderState.ANSWERED, at
    found.save(update_fields=["state", "replied_at"])
    kept = store(name=file_name, file=file, by=by, at=at) if file is not None else None
    stepped(found, Step.REPLY, words, by, at, on_paper=on_paper, file=kept)


@transaction.atomic
def send_back(*, order_id: int, reason: str, due_on: date, by: Actor, at: datetime) -> None:
    """The reply is not enough: it is owed again, by a new day."""
    found = held(order_id)
    _refuse_unanswered(found.state)
    words = refuse_short(reason, "reason", _("请写明回复缺什么，至少 %(n)d 个字。"))
    if due_on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("due_on", _("重新回复的期限要在今天以后。"))])
    if far := far_problems("due_on", due_on, on=timezone.localdate(at)):
        raise Refusal(problems=far)
    found.state, found.due_on = OrderState.RUNNING, due_on
    found.save(update_fields=["state", "due_on"])
    stepped(found, Step.RETURN, words, by, at, due_on)


@transaction.atomic
def accept(*, order_id: int, by: Actor, at: datetime, note: str = "") -> None:
    """The reply is accepted: the order ends, and nothing of it holds the matter any more."""
    found = held(order_id)
    _refuse_unanswered(found.state)
    found.state, found.closed_at = OrderState.ACCEPTED, at
    found.save(update_fields=["state", "closed_at"])
    if found.hold_id is not None:
        release(hold_id=found.hold_id, by=by, at=at)
    stepped(found, Step.ACCEPT, note.strip(), by, at)


@transaction.atomic
def withdraw(*, order_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The order was given by mistake: it ends with the reason, and the matter is let go. A letter of it that
    is not sealed is given up."""
    found = held(order_id)
    drafted = found.state == OrderState.DRAFTED
    if not drafted:
        refuse_closed(found)
    words = refuse_short(reason, "reason", _("请写明为什么撤回，至少 %(n)d 个字。"))
    found.state, found.closed_at = OrderState.WITHDRAWN, at
    found.save(update_fields=["state", "closed_at"])
    if found.hold_id is not None:
        release(hold_id=found.hold_id, by=by, at=at)
    if drafted and found.document_id is not None:
        letters.void(document_id=found.document_id, by=by, at=at)
    stepped(found, Step.WITHDRAW, words, by, at)


def _refuse_unanswered(state: str) -> None:
    if state != OrderState.ANSWERED:
        raise Refusal(_("现在没有等审核的回复。"))
