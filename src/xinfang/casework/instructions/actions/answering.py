"""The unit answers; the leader, or the office for the leader, sends back, is done with it, or gives it to
another unit."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.sight import opens, refuse_receiver
from xinfang.casework.instructions.actions.telling import tell, tell_matter
from xinfang.casework.instructions.models import Instruction, InstructionState
from xinfang.casework.instructions.reach import refuse_far
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import due_problems, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["answer", "finish", "postpone", "readdress", "reopen", "send_back"]

SHORTEST = 6  # characters of an answer or a reason


@transaction.atomic
def answer(
    *, instruction_id: int, text: str, by: Actor, at: datetime, answered_at: datetime | None = None
) -> None:
    """The unit answers what it did; `answered_at`: when it did, if not now."""
    row = _in(instruction_id, InstructionState.OPEN, _("这件批示已经答复过，或者还没有批示。"))
    words, moment = _said(text, "text", _("请写明怎么办的、结果怎样，至少 %(n)d 个字。")), answered_at or at
    if row.given_at is not None and moment < row.given_at:
        raise Refusal(problems=[Problem("answered_at", _("答复的时间早于批示的时间，请改正。"))])
    if moment > at:
        raise Refusal(problems=[Problem("answered_at", _("答复的时间还没有到，请改正。"))])
    row.answer, row.answered_at, row.state = words, moment, InstructionState.ANSWERED
    row.save(update_fields=["answer", "answered_at", "state"])
    tell(row, "answer", words, by, moment)
    tell_matter(row, "answer_instruction", words, {"leader": row.leader_name}, by, moment)
    record(Record("instruction.answered", "instruction", row.pk, str(row.pk)), by=by, at=at)


@transaction.atomic
def send_back(*, instruction_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The answer does not do: the unit owes another one."""
    row = _in(instruction_id, InstructionState.ANSWERED, _("这件批示还没有答复，或者已经办结。"))
    words = _said(reason, "reason", _("请写明为什么退回，至少 %(n)d 个字。"))
    row.answer, row.answered_at, row.state = "", None, InstructionState.OPEN
    row.save(update_fields=["answer", "answered_at", "state"])
    tell(row, "send_back", words, by, at)
    record(Record("instruction.sent_back", "instruction", row.pk, str(row.pk)), by=by, at=at)


@transaction.atomic
def finish(*, instruction_id: int, by: Actor, at: datetime) -> None:
    """The answer was read and does: nothing more is owed."""
    row = _in(instruction_id, InstructionState.ANSWERED, _("这件批示还没有答复，或者已经办结。"))
    row.state, row.done_at = InstructionState.DONE, at
    row.save(update_fields=["state", "done_at"])
    tell(row, "finish", "", by, at)
    record(Record("instruction.finished", "instruction", row.pk, str(row.pk)), by=by, at=at)


@transaction.atomic
def postpone(*, instruction_id: int, due_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Another last day for the answer, for a reason that is kept."""
    row = _in(instruction_id, InstructionState.OPEN, _("只有等答复的批示可以改期。"))
    words = _said(reason, "reason", _("请写明为什么改期，至少 %(n)d 个字。"))
    if row.due_on is not None and due_on <= row.due_on or due_on < timezone.localdate(at):
        raise Refusal(problems=[Problem("due_on", _("新的日期要在原来的日期和今天之后。"))])
    if far := far_problems("due_on", due_on, on=timezone.localdate(at)):
        raise Refusal(problems=far)
    before, row.due_on = str(row.due_on), due_on
    row.save(update_fields=["due_on"])
    tell(row, "postpone", words, by, at)
    change = {"before": {"due_on": before}, "after": {"due_on": str(due_on)}}
    record(Record("instruction.postponed", "instruction", row.pk, str(row.pk), **change), by=by, at=at)


@transaction.atomic
def readdress(
    *, instruction_id: int, unit_id: int | None, due_on: date | None, reason: str, by: Actor, at: datetime
) -> None:
    """Another unit answers it (改送), since the first was the wrong one; that owes nothing any more.

    The leader's words stay. Refuses a unit that may not have an accusation, as giving it does.
    """
    row = _in(
        instruction_id,
        InstructionState.OPEN,
        _("只有等答复的批示可以改送：已经答复的可以退回，还没有批示的直接批示给合适的单位。"),
    )
    words = _said(reason, "reason", _("请写明为什么改送，至少 %(n)d 个字。"))
    unit, day = _another(row, unit_id, due_on, at, by)
    was, before = row.unit, str(row.due_on)
    assert was is not None  # an open one has its unit
    row.unit, row.due_on = unit, day
    row.save(update_fields=["unit", "due_on"])
    tell(row, "readdress", f"{was.name} → {unit.name} · {words}", by, at, was=was.pk)
    data = {"leader": row.leader_name, "was": was.name, "to": unit.name, "due_on": str(day)}
    tell_matter(row, "readdress_instruction", words, data, by, at)
    change = {
        "before": {"unit": was.code, "due_on": before},
        "after": {"unit": unit.code, "due_on": str(day), "was": was.name, "to": unit.name},
    }
    record(Record("instruction.readdressed", "instruction", row.pk, str(row.pk), **change), by=by, at=at)


def _another(
    row: Instruction, unit_id: int | None, due_on: date | None, at: datetime, by: Actor
) -> tuple[Unit, date]:
    """The unit and the last day; raises Refusal with all that is missing or cannot be."""
    today = timezone.localdate(at)
    unit = Unit.objects.in_force(today).filter(pk=unit_id).first() if unit_id else None
    problems = []
    if unit is None:
        problems.append(Problem("unit", _("请选择批示给哪个单位。")))
    elif unit.pk == row.unit_id:
        problems.append(
            Problem("unit", _("这件批示已经给了%(unit)s，请选另外的单位。") % {"unit": unit.name})
        )
    if due_on is None:
        problems.append(Problem("due_on", _("请写明答复的最后日期。")))
    else:
        problems += due_problems("due_on", due_on, on=today)
    if problems or unit is None or due_on is None:
        raise Refusal(problems=problems)
    refuse_far(row, unit, by.user_id, today)
    if row.matter is not None:
        refuse_receiver(row.matter, unit, today, knows=opens(row.matter, by, at))
    return unit, due_on


@transaction.atomic
def reopen(*, instruction_id: int, reason: str, by: Actor, at: datetime) -> None:
    """What counted as its answer was written down wrong: the unit owes one after all."""
    row = Instruction.objects.select_for_update().get(pk=instruction_id)
    if row.state not in (InstructionState.ANSWERED, InstructionState.DONE):
        raise Refusal(_("这件批示还没有答复，不用重新打开。"))
    words = _said(reason, "reason", _("请写明为什么退回，至少 %(n)d 个字。"))
    row.answer, row.answered_at, row.done_at, row.state = "", None, None, InstructionState.OPEN
    row.save(update_fields=["answer", "answered_at", "done_at", "state"])
    tell(row, "reopen", words, by, at)
    record(Record("instruction.reopened", "instruction", row.pk, str(row.pk)), by=by, at=at)


def _in(instruction_id: int, state: InstructionState, sentence: str) -> Instruction:
    row = Instruction.objects.select_for_update().get(pk=instruction_id)
    if row.state != state:
        raise Refusal(sentence)
    return row


def _said(text: str, field: str, sentence: str) -> str:
    words = text.strip()
    if len("".join(words.split())) < SHORTEST:
        raise Refusal(problems=[Problem(field, sentence % {"n": SHORTEST})])
    return words
