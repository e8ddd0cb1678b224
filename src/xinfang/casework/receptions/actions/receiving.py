"""Somebody has come: the batch is written down, called by its number, and tied to its visit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bookings.queueing import gone_over, held_day, next_number
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, Petition, Raising, TimelineEntry
from xinfang.casework.receptions.actions.queueing import locked_arrival
from xinfang.casework.receptions.actions.supervising import put_under_since, tell_result
from xinfang.casework.receptions.models import Arrival, Booking, DayState, ReceptionDay
from xinfang.engines.mentions import speaks_of_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.longest import refuse_long
from xinfang.registers.petitioners.mentions import named

__all__ = [
    "MOST_HEADS",
    "Came",
    "about",
    "arrive",
    "call",
    "heads_problems",
    "link_visit",
    "matter_of",
    "visit_of",
]

MOST_HEADS = 9999  # people in one batch


@dataclass(frozen=True)
class Came:
    """Who came, as the desk tells it. `visit`: the number of the visit it is registered as; `matter`: of
    a matter known already, when its visit is written down later."""

    head_count: int
    arrived_at: datetime
    booking_id: int | None = None
    visit: str = ""
    matter: str = ""
    subject: str = ""


@transaction.atomic
def arrive(*, day_id: int, came: Came, by: Actor, at: datetime, form_key: UUID | None = None) -> int:
    """Write down a batch that came to a leader's reception; returns its id.

    The same form sent again (the line was down) is kept once. Counts 批 and 人次 of the reception; among the
    visits of the register it counts as the visit it is tied to, and once.
    """
    key = form_key or uuid4()
    one_at_a_time("receptions", [key.bytes, came.visit.strip().encode()])
    if known := Arrival.every.filter(form_key=key).first():  # also one that was struck out since
        return known.pk
    row = held_day(day_id)
    booking = Booking.objects.filter(pk=came.booking_id, reception=row).first() if came.booking_id else None
    found = _problems(row, came, booking, at)
    petition = visit_of(came.visit, row, found) if came.visit.strip() else None
    matter = matter_of(petition) if petition else _matter(came.matter, booking, found)
    if found:
        raise Refusal(problems=found)
    arrival = Arrival.objects.create(
        form_key=key,
        reception=row,
        number=booking.number if booking else next_number(row),
        booking=booking,
        petition=petition,
        matter=matter,
        subject=refuse_long(came.subject, "subject", 120) or (booking.subject if booking else ""),
        head_count=came.head_count,
        arrived_at=came.arrived_at,
        written_by=by.label,
        written_by_id=by.user_id,
    )
    _tell(arrival, row, by)
    after = {"heads": came.head_count}
    record(_record_of(row, arrival, after), by=by, at=at)
    return arrival.pk


@transaction.atomic
def call(*, arrival_id: int, room: str, by: Actor, at: datetime) -> None:
    """Call a number into a room: the screen shows both, and nothing else."""
    row = locked_arrival(arrival_id)
    held_day(row.reception_id)
    if not room.strip():
        raise Refusal(problems=[Problem("room", _("请写明请到哪个接待室。"))])
    if row.result:
        raise Refusal(_("这一批已经接待完了。"))
    row.room, row.called_at = refuse_long(room, "room", 20), at
    row.save(update_fields=["room", "called_at"])
    subject = f"{row.reception.day} {row.number}"
    record(Record("reception.called", "reception_day", row.reception_id, subject), by=by, at=at)


@transaction.atomic
def link_visit(*, arrival_id: int, visit: str, by: Actor, at: datetime) -> None:
    """Tie an arrival to the visit as which it was registered since; supervision begins with it.

    What was instructed and what came of it before the visit was written down is the matter's from now on.
    """
    one_at_a_time("receptions", [visit.strip().encode()])
    row = locked_arrival(arrival_id)
    if row.petition_id is not None:
        raise Refusal(_("这一批已经登记为来访。"))
    found: list[Problem] = []
    petition = visit_of(visit, row.reception, found)
    if petition is not None and row.matter is not None and not about(petition, row.matter):
        found.append(
            Problem(
                "visit",
                _("这次来访反映的不是这一批要说的那件事项，请核对编号；预约写错了的，用“更正归入的来访”。"),
            )
        )
    if found or petition is None:
        raise Refusal(problems=found)
    row.petition = petition
    if row.matter is None:
        row.matter = matter_of(petition)
        _tell_all(row, by, at)
    row.save(update_fields=["petition", "matter"])
    put_under_since(row, by, at)
    subject = f"{row.reception.day} {row.number}"
    record(Record("reception.visit_linked", "reception_day", row.reception_id, subject), by=by, at=at)


def _problems(row: ReceptionDay, came: Came, booking: Booking | None, at: datetime) -> list[Problem]:
    found = []
    found += heads_problems(came.head_count)
    found += gone_over(row, came.arrived_at)
    if came.arrived_at > at:
        found.append(Problem("arrived_at", _("到达的时间还没有到，请改正。")))
    if timezone.localdate(came.arrived_at) != row.day:
        found.append(Problem("arrived_at", _("到达的时间不在接访的这一天，请改正。")))
    if came.booking_id and (booking is None or booking.cancelled_at is not None):
        found.append(Problem("booking", _("没有这个预约，或者已经取消。")))
    elif booking is not None:
        found += _pressed(booking)
    if not (came.booking_id or came.visit.strip() or came.matter.strip() or came.subject.strip()):
        found.append(Problem("subject", _("请写明来访登记的编号、事项的编号，或者用一句话写明反映什么。")))
    if speaks_of_people(came.subject) or named(came.subject):  # the desk may look petitioners up anyway
        sentence = _("这里写到了人（姓名、号码或者称呼）：只写反映什么事，姓名和电话写在来访登记里。")
        found.append(Problem("subject", sentence))
    return found


def _pressed(booking: Booking) -> list[Problem]:
    """Why nobody arrives on a booking any more: they are there, or left again before they were received."""
    there = Arrival.every.filter(booking=booking).first()
    if there is None:
        return []
    if there.struck_at is None:
        return [Problem("booking", _("这个预约的人已经登记到达。"))]
    said = _("这个预约的人没等接待就走了，已经划去；人又来了的，不点预约，另登记到达。")
    return [Problem("booking", said)]


def heads_problems(count: int) -> list[Problem]:
    """What is wrong with how many people came."""
    if count < 1:
        return [Problem("head_count", _("请写明来了几个人，至少 1 人。"))]
    if count > MOST_HEADS:
        return [Problem("head_count", _("一批最多登记 %(n)d 人，请核对人数。") % {"n": MOST_HEADS})]
    return []


def visit_of(number: str, day: ReceptionDay, found: list[Problem]) -> Petition | None:
    """The visit of a number, not yet received by a leader: made on the day of the reception, or before it by
    somebody who was asked to come back on this day. One made later is about something else."""
    petition = Petition.objects.filter(number=number.strip(), channel="visit", reverted_at=None).first()
    if petition is None:
        found.append(Problem("visit", _("没有这个编号的来访登记，请核对。")))
    elif Arrival.objects.filter(petition=petition).exists():
        found.append(Problem("visit", _("这次来访已经登记为接访，一次来访只算一批。")))
        return None
    elif (came_on := timezone.localdate(petition.received_at)) > day.day:
        sentence = _("%(number)s 是 %(day)s 的来访，在接访这一天以后；请核对编号。")
        told = {"number": petition.number, "day": came_on.isoformat()}
        found.append(Problem("visit", sentence % told))
    return petition


def matter_of(petition: Petition) -> Matter:
    """The matter that a visit raised first."""
    return Raising.objects.select_related("matter").filter(petition=petition).earliest("pk").matter


def about(petition: Petition, matter: Matter) -> bool:
    """Whether a visit raises a matter, or the one that it was merged into."""
    ids = [pk for pk in (matter.pk, matter.merged_into_id) if pk is not None]
    return Raising.objects.filter(petition=petition, matter_id__in=ids).exists()


def _matter(number: str, booking: Booking | None, found: list[Problem]) -> Matter | None:
    if not number.strip():
        return booking.matter if booking else None
    matter = Matter.objects.filter(number=number.strip(), confined=False).exclude(state="reverted").first()
    if matter is None:
        found.append(Problem("matter", _("没有这个编号的事项，请核对。")))
    return matter


def _tell(arrival: Arrival, row: ReceptionDay, by: Actor) -> None:
    """The matter's timeline says who received."""
    if arrival.matter_id is not None:
        data: dict[str, object] = {"leader": row.post, "heads": arrival.head_count}
        line = building.act(arrival.matter_id, "received", by, arrival.arrived_at, data=data)
        copy_in(TimelineEntry, [line])


def _tell_all(arrival: Arrival, by: Actor, at: datetime) -> None:
    """What went before in the same reception, told once to a matter that is known only now: by whom it was
    written down then, whoever ties it."""
    assert arrival.matter_id is not None
    told = TimelineEntry.objects.filter(matter_id=arrival.matter_id)
    if told.filter(verb="reception_left", data__arrival=arrival.pk).exists():
        data: dict[str, object] = {"leader": arrival.reception.post, "n": arrival.number}
        copy_in(TimelineEntry, [building.act(arrival.matter_id, "reception_back", by, at, data=data)])
    if not told.filter(verb="received", at=arrival.arrived_at).exists():
        _tell(arrival, arrival.reception, _wrote(arrival, arrival.written_by_id, arrival.written_by, by))
    if arrival.instruction is not None:
        instructions.bind(instruction_id=arrival.instruction.pk, matter_id=arrival.matter_id, by=by, at=at)
        arrival.instruction.refresh_from_db()
    results = told.filter(verb="reception_result", note=arrival.result_note)
    if arrival.result_at and not results.filter(at=arrival.result_at).exists():
        tell_result(arrival, _wrote(arrival, arrival.result_by_id, arrival.result_by, by))


def _wrote(arrival: Arrival, user_id: int | None, label: str, by: Actor) -> Actor:
    """Who wrote something down; whoever ties it, of what was written before that was kept."""
    return Actor(user_id, label, unit=arrival.reception.plan.unit.name) if label else by


def _record_of(row: ReceptionDay, arrival: Arrival, after: dict[str, int]) -> Record:
    assert row.state != DayState.CANCELLED
    return Record("reception.arrived", "reception_day", row.pk, f"{row.day} {arrival.number}", after=after)
