"""What was written down by mistake: an arrival that was none, and a visit that is not the one received."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Petition, TimelineEntry
from xinfang.casework.receptions.actions.correcting import keep, told_of, why_of
from xinfang.casework.receptions.actions.queueing import lock_instruction, locked_arrival
from xinfang.casework.receptions.actions.receiving import about, link_visit, visit_of
from xinfang.casework.receptions.actions.supervising import let_go
from xinfang.casework.receptions.models import Arrival, ArrivalChangeKind, DayState, Disposition, ReceptionDay
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
    why = why_of(reason, _("请说明怎么错的、什么时候走的，至少 %(n)d 个字。"))
    if row.instruction_id is not None:
        raise Refusal(_("领导已经批示，说明接待过，不能划去；归错了来访的，用“更正归入的来访”。"))
    if row.result and kind == ArrivalChangeKind.LEFT:
        raise Refusal(_("这一批已经有结果，不是没等接待就走的；登记错了号的，请选“登记错了”。"))
    before = told_of(row) | {"heads": row.head_count, **_joined(row), "booking": row.booking_id}
    _say(row, "reception_struck", why, by, at, left=kind == ArrivalChangeKind.LEFT)
    row.struck_at, row.petition = at, None
    if kind == ArrivalChangeKind.MISTAKEN:
        _wait_again(row)
    row.save(update_fields=["struck_at", "petition", "booking"])
    keep(row, kind, why, before, {}, by, at)


def _wait_again(row: Arrival) -> None:
    """The booking waits again, where the day goes on by now if it was handed over; where
    it is over, the booking stays with what is struck out."""
    booking, first = row.booking, row.reception.rest_of_id or row.reception_id
    parts = ReceptionDay.objects.filter(Q(pk=first) | Q(rest_of=first), state=DayState.PLANNED)
    on = parts.order_by("-from_time").first()
    if booking is None or on is None:
        return
    row.booking, booking.reception = None, on
    booking.save(update_fields=["reception"])


@transaction.atomic
def rejoin(*, arrival_id: int, visit: str, reason: str, by: Actor, at: datetime) -> int:
    """Tie an arrival to another visit than the one that it was tied to, or booked for, by mistake; without
    one, to none yet. Returns the id of the arrival that stands.

    The wrong matter says that the reception was not about it; its order, when nothing else asks for it, is
    withdrawn and lets it go. Instruction, result and supervision go to the matter of the right visit. Another
    visit of the same matter changes the visit alone. From an accusation nothing goes along: what was said,
    noted and written there stays in its compartment, and the arrival begins anew. The reason stays with the
    arrival: told to one matter it might lead to the other.
    """
    number = visit.strip()
    if number:  # before the day, as whoever ties one for the first time does
        one_at_a_time("receptions", [number.encode()])
    row = locked_arrival(arrival_id)
    if row.matter is None:
        raise Refusal(_("这一批还没有归入来访登记，直接归入就可以。"))
    lock_instruction(row)
    why, right = why_of(reason), _right(row, number)
    if right is not None and about(right, row.matter):
        _change_visit(row, right, why, by, at)
        return row.pk
    with translation.override(settings.LANGUAGE_CODE):  # it is kept, whoever reads it
        told = _("接访归入的来访已更正")
    stands = _begin_anew(row, number, why, told, by, at) if row.matter.confined else row
    if stands is row:
        _leave(row, why, told, by, at)
    if number:
        link_visit(arrival_id=stands.pk, visit=number, by=by, at=at)
    return stands.pk


def _leave(row: Arrival, why: str, told: str, by: Actor, at: datetime) -> None:
    """The wrong matter is left; the instruction goes along, without one for now."""
    before = _joined(row)
    _say(row, "reception_left", "", by, at)
    let_go(row, told, by, at)
    if row.instruction is not None and row.instruction.matter_id == row.matter_id:
        subject = row.subject or _("接访第 %(n)d 号") % {"n": row.number}
        settled = row.result == Disposition.SETTLED
        pk = row.instruction.pk
        instructions.unbind(instruction_id=pk, subject=subject, reason=told, settled=settled, by=by, at=at)
    row.petition = row.matter = None
    row.save(update_fields=["petition", "matter"])
    keep(row, ArrivalChangeKind.JOINED, why, before, {}, by, at)


def _begin_anew(row: Arrival, number: str, why: str, told: str, by: Actor, at: datetime) -> Arrival:
    """Leave the arrival with the accusation, struck out, and write another of the same people."""
    if not number:
        said = _("归入了检举控告的，改的时候要写明正确的来访登记编号。")
        raise Refusal(problems=[Problem("visit", said)])
    if row.reception.state == DayState.CLOSED:
        raise Refusal(_("接访已经结束，归入检举控告的不能再改归；请在那件事项里写明。"))
    before, booking = told_of(row) | {"heads": row.head_count, **_joined(row)}, row.booking
    _say(row, "reception_left", "", by, at)
    let_go(row, told, by, at)
    if row.instruction is not None:
        instructions.leave(instruction_id=row.instruction.pk, reason=told, by=by, at=at)
    row.struck_at, row.petition, row.booking = at, None, None
    row.save(update_fields=["struck_at", "petition", "booking"])
    keep(row, ArrivalChangeKind.AWAY, why, before, {}, by, at)
    return Arrival.objects.create(
        reception=row.reception,
        number=row.number,
        booking=booking,
        subject=booking.subject if booking else "",
        head_count=row.head_count,
        arrived_at=row.arrived_at,
        room=row.room,
        called_at=row.called_at,
        written_by=row.written_by,
        written_by_id=row.written_by_id,
    )


def _right(row: Arrival, number: str) -> Petition | None:
    """The visit of the number; refused when it is none, the same, or when there is none and must be."""
    if not number:
        _refuse_loose(row)
        return None
    if row.petition is not None and number == row.petition.number:
        raise Refusal(problems=[Problem("visit", _("这就是现在归入的来访，请核对编号。"))])
    found: list[Problem] = []
    right = visit_of(number, row.reception, found)
    if found:
        raise Refusal(problems=found)
    return right


def _change_visit(row: Arrival, right: Petition, why: str, by: Actor, at: datetime) -> None:
    if row.petition is None:
        raise Refusal(_("这次来访反映的就是这一批要说的事项，直接归入就可以。"))
    before, row.petition = _joined(row), right
    row.save(update_fields=["petition"])
    keep(row, ArrivalChangeKind.JOINED, why, before, {}, by, at)


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
        told = {"leader": row.reception.post, "n": row.number, "arrival": row.pk}
        data: dict[str, object] = {**told, "left": left}
        copy_in(TimelineEntry, [building.act(row.matter_id, verb, by, at, note=why, data=data)])
