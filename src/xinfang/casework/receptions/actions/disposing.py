"""What an arrival came to: the leader's instruction, the result, and what the petitioner says to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.receptions.actions.queueing import locked_arrival
from xinfang.casework.receptions.actions.supervising import put_under, tell_result
from xinfang.casework.receptions.models import Arrival, DayState, Disposition
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import FAR, due_problems
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Result", "answered", "dispose", "instruct", "problems_of_result", "record_view", "set_result"]


@dataclass(frozen=True)
class Result:
    """How it ended. Aid says what, by whom, until when."""

    result: str
    note: str
    result_at: datetime
    aid_what: str = ""
    aid_by: str = ""
    aid_until: date | None = None


@transaction.atomic
def instruct(
    *, arrival_id: int, told: Told, by: Actor, at: datetime, dictated: bool, given_at: datetime | None = None
) -> int:
    """The leader instructs at the reception, by own hand or dictated; once an arrival. Returns its id."""
    row = _held(arrival_id)
    if row.instruction_id is not None:
        raise Refusal(_("这一批已经批示过；要改的，在批示那一页办。"))
    day = row.reception
    if (given_at or at) < row.arrived_at:
        raise Refusal(problems=[Problem("given_at", _("批示的时间早于到达的时间，请改正。"))])
    asking = Asking(
        source="reception",
        registered_unit_id=day.plan.unit_id,
        leader_id=day.leader_id,
        matter_id=row.matter_id,
        subject=row.subject or _("接访第 %(n)d 号") % {"n": row.number},
    )
    row.instruction_id = instructions.instruct(
        asking=asking, told=told, by=by, at=at, dictated=dictated, given_at=given_at
    )
    row.save(update_fields=["instruction"])
    return int(row.instruction_id)


@transaction.atomic
def dispose(*, arrival_id: int, result: Result, by: Actor, at: datetime) -> None:
    """Write down the result. What is settled on the spot is thereby answered and done with; what was
    explained, with aid or without, leaves the unit that was instructed its duty."""
    row = _held(arrival_id)
    if row.result:
        raise Refusal(_("这一批已经有结果了。"))
    if found := problems_of_result(row, result, at):
        raise Refusal(problems=found)
    set_result(row, result, by)
    tell_result(row, by)
    if result.result == Disposition.SUPERVISED:
        put_under(row, by, at)
    elif result.result == Disposition.SETTLED:
        answered(row, by, at)
    subject = f"{row.reception.day} {row.number}"
    after = {"result": row.result}
    record(
        Record("reception.disposed", "reception_day", row.reception_id, subject, after=after), by=by, at=at
    )


@transaction.atomic
def record_view(*, arrival_id: int, accepts: bool, asked_on: date, by: Actor, at: datetime) -> None:
    """Whether the petitioner accepts what it came to, asked after the answer."""
    found = locked_arrival(arrival_id)
    if not found.result or found.result_at is None:
        raise Refusal(_("还没有结果，不能登记信访人的意见。"))
    since = found.result_at
    if found.result == Disposition.SUPERVISED:
        if found.instruction is None or found.instruction.answered_at is None:
            raise Refusal(_("承办单位还没有答复，不能登记信访人的意见。"))
        since = found.instruction.answered_at
    if not timezone.localdate(since) <= asked_on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("asked_on", _("日期要在答复之后、今天或以前。"))])
    found.accepts, found.accepted_on = accepts, asked_on
    found.save(update_fields=["accepts", "accepted_on"])
    subject = f"{found.reception.day} {found.number}"
    record(
        Record("reception.view", "reception_day", found.reception_id, subject, after={"accepts": accepts}),
        by=by,
        at=at,
    )


def _held(arrival_id: int) -> Arrival:
    row = locked_arrival(arrival_id)
    if row.reception.state == DayState.CLOSED:
        raise Refusal(_("这一天的接访已经结束。"))
    return row


def set_result(row: Arrival, result: Result, by: Actor) -> None:
    """Write a result that has been found right."""
    aided = result.result == Disposition.AIDED
    row.result, row.result_at, row.result_note = result.result, result.result_at, result.note.strip()
    row.result_by, row.result_by_id = by.label, by.user_id
    row.aid_what = result.aid_what.strip() if aided else ""
    row.aid_by = result.aid_by.strip() if aided else ""
    row.aid_until = result.aid_until if aided else None
    written = ["result", "result_at", "result_by", "result_by_id", "result_note"]
    row.save(update_fields=[*written, "aid_what", "aid_by", "aid_until"])


def problems_of_result(row: Arrival, result: Result, at: datetime) -> list[Problem]:
    """What is wrong with a result for an arrival."""
    found = []
    if result.result not in Disposition.values:
        found.append(Problem("result", _("请选择结果。")))
    if len(result.note.strip()) < 4:
        found.append(Problem("note", _("请写明怎么处理、怎么答复的，至少 4 个字。")))
    if result.result_at < row.arrived_at:
        found.append(Problem("result_at", _("结果的时间早于到达的时间，请改正。")))
    if result.result_at > at:
        found.append(Problem("result_at", _("结果的时间还没有到，请改正。")))
    if result.result == Disposition.SUPERVISED and row.instruction_id is None:
        found.append(Problem("result", _("纳入督办的，先记下领导的批示：交给哪个单位、哪天以前答复。")))
    if result.result == Disposition.AIDED:
        found += _aid_problems(result, timezone.localdate(result.result_at))
    return found


def _aid_problems(result: Result, day: date) -> list[Problem]:
    found = []
    if not result.aid_what.strip():
        found.append(Problem("aid_what", _("请写明帮扶什么。")))
    if not result.aid_by.strip():
        found.append(Problem("aid_by", _("请写明由谁帮扶。")))
    if result.aid_until is None:
        return [*found, Problem("aid_until", _("请写明帮扶到哪一天，不能早于接访的日期。"))]
    return found + due_problems("aid_until", result.aid_until, on=day, within=FAR)


def answered(row: Arrival, by: Actor, at: datetime) -> None:
    """Nothing more is owed under the instruction: the result is its answer."""
    instruction = row.instruction
    if instruction is None or instruction.state != "open" or instruction.given_at is None:
        return
    moment = max(row.result_at or at, instruction.given_at)
    text = _("接访时已经处理：%(note)s") % {"note": row.result_note}
    instructions.answer(instruction_id=instruction.pk, text=text, by=by, at=at, answered_at=moment)
    instructions.finish(instruction_id=instruction.pk, by=by, at=at)
