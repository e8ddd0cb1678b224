"""What was written down by mistake: an arrival that was none, and a visit that is not the one received."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions.actions.correcting import keep, told_of, why_of
from xinfang.casework.receptions.actions.queueing import locked_arrival
from xinfang.casework.receptions.actions.receiving import link_visit
from xinfang.casework.receptions.actions.supervising import let_go
from xinfang.casework.receptions.models import Arrival, ArrivalChangeKind, DayState, Disposition
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time

__all__ = ["rejoin", "strike"]

STRUCK = (ArrivalChangeKind.MISTAKEN, ArrivalChangeKind.LEFT)


@transaction.atomic
def strike(*, arrival_id: int, kind: str, reason: str, by: Actor, at: datetime) -> None:
    """Strike an arrival out: it was written down by mistake, or they left before they were received (`left`).

    It counts in no figure and stays on record. A mistaken one gives its booking back to the queue, and its
    visit to whoever really came as that visit. Refuses one that the leader has instructed on.
    """
    row = locked_arrival(arrival_id)
    if kind not in STRUCK:
        raise Refusal(problems=[Problem("kind", _("请选择为什么划去。"))])
    why = why_of(reason)
    if row.instruction_id is not None:
        raise Refusal(_("领导已经批示，说明接待过，不能划去；归错了来访的，用“更正归入的来访”。"))
    if row.result and kind == ArrivalChangeKind.LEFT:
        raise Refusal(_("这一批已经有结果，不是没等接待就走的；登记错了号的，请选“登记错了”。"))
    before = told_of(row) | {"heads": row.head_count, **_joined(row), "booking": row.booking_id}
    _say(row, "reception_struck", why, by, at, left=kind == ArrivalChangeKind.LEFT)
    row.struck_at, row.petition = at, None
    row.booking = None if kind == ArrivalChangeKind.MISTAKEN else row.booking
    row.save(update_fields=["struck_at", "petition", "booking"])
    keep(row, kind, why, before, {}, by, at)


@transaction.atomic
def rejoin(*, arrival_id: int, visit: str, reason: str, by: Actor, at: datetime) -> None:
    """Tie an arrival to another visit than the one that it was tied to, or booked for, by mistake; without
    one, to none yet.

    The wrong matter says that the reception was not about it; its order, when nothing else asks for it, is
    withdrawn and lets it go. Instruction, result and supervision go to the matter of the right visit.
    """
    number = visit.strip()
    if number:  # before the day, as whoever ties one for the first time does
        one_at_a_time("receptions", [number.encode()])
    row = locked_arrival(arrival_id)
    if row.matter_id is None:
        raise Refusal(_("这一批还没有归入来访登记，直接归入就可以。"))
    why = why_of(reason)
    if row.petition is not None and number == row.petition.number:
        raise Refusal(problems=[Problem("visit", _("这就是现在归入的来访，请核对编号。"))])
    if not number:
        _refuse_loose(row)
    before = _joined(row)
    _say(row, "reception_left", why, by, at)
    let_go(row, _("接访归入的来访已更正：%(reason)s") % {"reason": why}, by, at)
    if row.instruction is not None and row.instruction.matter_id == row.matter_id:
        subject = row.subject or _("接访第 %(n)d 号") % {"n": row.number}
        instructions.unbind(instruction_id=row.instruction.pk, subject=subject, reason=why, by=by, at=at)
    row.petition = row.matter = None
    row.save(update_fields=["petition", "matter"])
    keep(row, ArrivalChangeKind.JOINED, why, before, {}, by, at)
    if number:
        link_visit(arrival_id=row.pk, visit=number, by=by, at=at)


def _refuse_loose(row: Arrival) -> None:
    """What may not be left without a visit."""
    if not row.subject:
        said = _("这一批没有写反映什么，离开这次来访就不知道是什么事；请填写正确的来访登记编号。")
        raise Refusal(problems=[Problem("visit", said)])
    if row.result == Disposition.SUPERVISED and row.reception.state == DayState.CLOSED:
        said = _("这一批纳入督办，接访已经结束，督办不能没有事项；请填写正确的来访登记编号。")
        raise Refusal(problems=[Problem("visit", said)])


def _joined(row: Arrival) -> dict[str, int | None]:
    return {"petition": row.petition_id, "matter": row.matter_id}


def _say(row: Arrival, verb: str, why: str, by: Actor, at: datetime, *, left: bool = False) -> None:
    """The timeline of the matter that it was about, or seemed to be."""
    if row.matter_id is not None:
        data: dict[str, object] = {"leader": row.reception.post, "n": row.number, "left": left}
        copy_in(TimelineEntry, [building.act(row.matter_id, verb, by, at, note=why, data=data)])
