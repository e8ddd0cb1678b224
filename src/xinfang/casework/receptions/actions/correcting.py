"""What was written down wrong about an arrival is set right, with a reason; whether aid was given."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.receptions.actions.disposing import (
    Result,
    answered,
    problems_of_result,
    set_result,
)
from xinfang.casework.receptions.actions.queueing import lock_instruction, locked_arrival
from xinfang.casework.receptions.actions.receiving import heads_problems
from xinfang.casework.receptions.actions.supervising import let_go, put_under, tell_result
from xinfang.casework.receptions.models import Arrival, ArrivalChange, Disposition
from xinfang.casework.rota.published import LONGEST_REASON
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import past_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long

__all__ = ["correct_heads", "correct_result", "keep", "record_aid", "told_of", "why_of"]


@transaction.atomic
def correct_result(*, arrival_id: int, result: Result, reason: str, by: Actor, at: datetime) -> None:
    """Another result in the place of a wrong one, also when the day is closed; both stay on record.

    What the petitioner said, and aid that was seen, were about the earlier one and are asked anew when it is
    another kind. An order that rested on it is withdrawn; one that rests on the new one is given.
    """
    row = locked_arrival(arrival_id)
    lock_instruction(row)
    if not row.result or row.result_at is None:
        raise Refusal(_("还没有结果，直接登记就可以。"))
    why = why_of(reason)
    if found := problems_of_result(row, result, at):
        raise Refusal(problems=found)
    before, other = told_of(row), row.result != result.result
    settled = row.result == Disposition.SETTLED
    set_result(row, result, by)
    if other:
        row.accepts = row.accepted_on = None
    if other or row.result != Disposition.AIDED:
        row.aid_given, row.aid_seen_on, row.aid_note = None, None, ""
    row.save(update_fields=["accepts", "accepted_on", "aid_given", "aid_seen_on", "aid_note"])
    if other:
        _follow(row, why, by, at, reopens=settled)
    keep(row, "result", why, before, told_of(row), by, at)
    tell_result(row, by, corrected=True, at=at)


@transaction.atomic
def correct_heads(*, arrival_id: int, head_count: int, reason: str, by: Actor, at: datetime) -> None:
    """How many really came, when the desk wrote down what was booked."""
    row = locked_arrival(arrival_id)
    why = why_of(reason)
    if found := heads_problems(head_count):
        raise Refusal(problems=found)
    if head_count == row.head_count:
        raise Refusal(problems=[Problem("head_count", _("人数和原来登记的一样，不用更正。"))])
    before, row.head_count = {"heads": row.head_count}, head_count
    row.save(update_fields=["head_count"])
    keep(row, "heads", why, before, {"heads": head_count}, by, at)


@transaction.atomic
def record_aid(*, arrival_id: int, given: bool, seen_on: date, note: str, by: Actor, at: datetime) -> None:
    """Whether the promised aid was given, on the day that somebody saw to it; asked again until it was."""
    row = locked_arrival(arrival_id)
    if row.result != Disposition.AIDED:
        raise Refusal(_("这一批的结果里没有帮扶。"))
    if row.aid_given:
        raise Refusal(_("已经登记帮扶落实了。"))
    day = timezone.localdate(row.result_at or at)
    if found := past_problems("seen_on", seen_on, today=timezone.localdate(at), since=day):
        raise Refusal(problems=found)
    if not given:
        note = refuse_short(note, "note", _("没有落实的，请写明原因，至少 %(n)d 个字。"))
    row.aid_given, row.aid_seen_on, row.aid_note = given, seen_on, refuse_long(note, "note", LONGEST_REASON)
    row.save(update_fields=["aid_given", "aid_seen_on", "aid_note"])
    record(_record(row, "reception.aid_seen", {}, {"given": given}), by=by, at=at)


def why_of(reason: str, sentence: str = "") -> str:
    """The reason of a correction; refused, in `sentence`, when it says nothing."""
    asked = sentence or _("请写明为什么更正，至少 %(n)d 个字。")
    words = refuse_short(reason, "reason", asked)
    return refuse_long(words, "reason", LONGEST_REASON)


def _follow(row: Arrival, why: str, by: Actor, at: datetime, *, reopens: bool) -> None:
    """Instruction and order go where the new result takes them. `reopens`: what the desk wrote down as the
    answer, when the matter counted as settled on the spot, was none."""
    supervised = row.result == Disposition.SUPERVISED
    if not supervised:
        let_go(row, _("接访结果已更正：%(reason)s") % {"reason": why}, by, at)
    if row.result == Disposition.SETTLED:
        answered(row, by, at)
        return
    told = row.instruction
    if told is not None and told.state in ("answered", "done") and (reopens or supervised):
        instructions.reopen(instruction_id=told.pk, reason=why, by=by, at=at)
        told.refresh_from_db()
    if supervised:
        put_under(row, by, at)


def told_of(row: Arrival) -> dict[str, object]:
    """What an arrival came to, as a change keeps it."""
    until = row.aid_until.isoformat() if row.aid_until else ""
    told = {"result": row.result, "note": row.result_note, "aid_what": row.aid_what, "aid_by": row.aid_by}
    view = "" if row.accepts is None else str(row.accepts)
    return {**told, "aid_until": until, "accepts": view, "matter": row.matter_id}


def keep(
    row: Arrival,
    kind: str,
    why: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    by: Actor,
    at: datetime,
) -> None:
    """Write down what stood, what stands and why; the audit learns that, not what."""
    ArrivalChange.objects.create(
        arrival=row, kind=kind, at=at, by=by.label, reason=why, before=before, after=after
    )
    record(_record(row, "reception.corrected", {"kind": kind}, {"kind": kind}), by=by, at=at)


def _record(row: Arrival, event: str, before: Mapping[str, object], after: Mapping[str, object]) -> Record:
    subject = f"{row.reception.day} {row.number}"
    return Record(event, "reception_day", row.reception_id, subject, before=before, after=after)
