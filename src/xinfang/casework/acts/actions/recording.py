"""Acts that write down what somebody did or asked for: hearings, urgent reports, withdrawing, ending."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions import actions as petitions
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.workflow import cited
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import store

__all__ = ["close", "hear", "reopen", "report_up", "withdraw"]


@transaction.atomic
def withdraw(
    *, matter_id: int, file_name: str, file: IO[Any] | bytes, reason: str, by: Actor, at: datetime
) -> int:
    """The petitioner withdraws, in a signed request that is kept with the petition. Returns the act's id.

    Neither regulation knows it: it is a state, never a deletion, and a later petition stays possible.
    """
    why = refuse_short(reason, "reason", _("请写明信访人为什么撤回，至少 %(n)d 个字。"))
    stored = store(name=file_name, file=file, by=by, at=at)
    first = Petition.objects.get(raisings__matter_id=matter_id, raisings__kind="first")
    data: dict[str, object] = {"file": stored.pk}
    act = perform(verb="withdraw", matter_ids=[matter_id], by=by, at=at, note=why, data=data)[0]
    petitions.attach(petition=first, stored_file=stored, matter_id=matter_id, by=by, at=at)
    return act


@transaction.atomic
def reopen(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The petitioner asks again for what was withdrawn: it is routed anew, from today on."""
    why = refuse_short(reason, "reason", _("请写明信访人怎样重新提出，至少 %(n)d 个字。"))
    return perform(verb="reopen", matter_ids=[matter_id], by=by, at=at, note=why)[0]


@transaction.atomic
def hear(*, matter_id: int, held_on: date, chair: str, text: str, by: Actor, at: datetime) -> int:
    """Write down a hearing (条例 2022, 31; 2005, 31): its day, who took the chair, what came out."""
    words = refuse_short(text, "text", _("请写明听证查明了什么，至少 %(n)d 个字。"))
    _refuse_moment(matter_id, "hear", _noon(held_on), _noon(timezone.localdate(at)), "held_on")
    data: dict[str, object] = {"held_on": held_on.isoformat(), "chair": chair.strip()}
    return perform(verb="hear", matter_ids=[matter_id], by=by, at=at, note=words, data=data)[0]


@transaction.atomic
def report_up(
    *, matter_id: int, told: Sequence[str], reported_at: datetime, text: str, by: Actor, at: datetime
) -> int:
    """Write down that an urgent matter was reported (条例 2022, 25; 2005, 26). `told`: to whom, in words.

    The act's moment is that of the report, so that its clock shows how quickly it was done.
    """
    words = refuse_short(text, "text", _("请写明报告了什么，至少 %(n)d 个字。"))
    if not told:
        raise Refusal(problems=[Problem("told", _("请选择报告给了谁。"))])
    _refuse_moment(matter_id, "report_up", reported_at, at, "reported_at")
    data: dict[str, object] = {"told": list(told)}
    moments = {matter_id: reported_at}
    return perform(
        verb="report_up", matter_ids=[matter_id], by=by, at=at, note=words, data=data, moments=moments
    )[0]


@transaction.atomic
def close(*, matter_id: int, by: Actor, at: datetime, note: str = "") -> int:
    """Conclude a matter whose opinion has been served (办结)."""
    return perform(verb="conclude", matter_ids=[matter_id], by=by, at=at, note=note)[0]


def _refuse_moment(matter_id: int, verb: str, moment: datetime, at: datetime, field: str) -> None:
    """Not before the matter was received, not in the future."""
    received = Matter.objects.values_list("received_at", flat=True).get(pk=matter_id)
    told = ""
    if moment > at:
        told = _("不能晚于现在，请核对时间。")
    elif moment < received and timezone.localdate(moment) < timezone.localdate(received):
        told = _("不能早于收到信访事项的日期，请核对时间。")
    if told:
        raise Refusal(problems=[Problem(field, cited(told, verb, timezone.localdate(at)))])


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
