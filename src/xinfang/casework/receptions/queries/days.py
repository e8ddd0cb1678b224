"""A day as the desk and the leader see it: who is booked, who has come, what it came to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from xinfang.casework.instructions.models import Instruction
from xinfang.casework.receptions.models import (
    Arrival,
    Booking,
    DayState,
    Disposition,
    PlanChange,
    ReceptionDay,
)
from xinfang.casework.rota.queries import attributed, seen
from xinfang.casework.supervision.queries import why_no_order
from xinfang.registers.staff.scope import Scope

__all__ = [
    "DISPOSITIONS",
    "Arrival",
    "Booking",
    "Totals",
    "arrival_in",
    "booked",
    "booking_in",
    "coming",
    "changes_since",
    "day_in",
    "held_by",
    "instructions_of_order",
    "left_open",
    "unjoined",
    "parts_of",
    "queue",
    "totals",
    "totals_by",
    "untold",
    "why_unordered",
]

DISPOSITIONS = [(each.value, each.label) for each in Disposition]


@dataclass(frozen=True)
class Totals:
    """What some arrivals come to: batches, persons, and by what they ended in."""

    batches: int = 0
    persons: int = 0
    settled: int = 0
    supervised: int = 0
    answered: int = 0
    accepted: int = 0
    waiting: int = 0

    @property
    def explained(self) -> int:
        """Explained, with aid or without."""
        return self.batches - self.settled - self.supervised - self.waiting


_SUPERVISED = Q(result=Disposition.SUPERVISED)
_ANSWERED = _SUPERVISED & Q(instruction__answered_at__isnull=False)
SUMS: dict[str, Aggregate] = {  # in the order of Totals
    "batches": Count("pk"),
    "persons": Sum("head_count", default=0),
    "settled": Count("pk", filter=Q(result=Disposition.SETTLED)),
    "supervised": Count("pk", filter=_SUPERVISED),
    "answered": Count("pk", filter=_ANSWERED),
    "accepted": Count("pk", filter=_ANSWERED & Q(accepts=True)),
    "waiting": Count("pk", filter=Q(result="")),
}


def day_in(scope: Scope, pk: int) -> ReceptionDay | None:
    """A day of a plan in scope, or one that the actor holds; None for all others."""
    rows = ReceptionDay.objects.select_related("plan__unit", "leader").filter(pk=pk)
    return rows.filter(Q(plan__in=seen(scope)) | Q(leader_id=scope.actor.user_id)).first()


def held_by(user_id: int | None, first: date, *, most: int = 20) -> list[ReceptionDay]:
    """The coming days of a leader, and after them those closed of late, with `.booked` and `.came`."""
    near = Q(day__gte=first) | Q(day__gte=first - timedelta(days=7), state=DayState.CLOSED)
    rows = ReceptionDay.objects.filter(near, leader_id=user_id, plan__state="published")
    booked = Count("bookings", filter=Q(bookings__cancelled_at=None))
    coming = rows.exclude(state=DayState.CANCELLED).select_related("plan").annotate(booked=booked)
    coming = coming.alias(past=Q(day__lt=first))  # what is over stands below what comes
    return _with_totals(coming.order_by("past", "day", "from_time", "pk")[:most])


def _with_totals(days: Iterable[ReceptionDay]) -> list[ReceptionDay]:
    """Each with what has come to it, and what they came to, as `.came`."""
    found = list(days)
    came = totals_by(Arrival.objects.filter(reception__in=found), "reception_id") if found else {}
    for row in found:
        row.came = came.get(row.pk, Totals())  # type: ignore[attr-defined]
    return found


def coming(scope: Scope, first: date, *, most: int = 30) -> list[ReceptionDay]:
    """The days in scope from a day on, and earlier ones not closed, with `.booked` and `.came`."""
    rows = ReceptionDay.objects.filter(plan__in=seen(scope), plan__state="published")
    unclosed = Q(day__lt=first, state=DayState.PLANNED, day__gte=first - timedelta(days=31))
    booked = Count("bookings", filter=Q(bookings__cancelled_at=None))
    found = rows.filter(Q(day__gte=first) | unclosed).exclude(state=DayState.CANCELLED)
    days = found.select_related("plan__unit").annotate(booked=booked)
    return _with_totals(days.order_by("day", "from_time", "pk")[:most])


def parts_of(row: ReceptionDay) -> list[ReceptionDay]:
    """The other parts of a day that was handed over in its course, in order."""
    first = row.rest_of_id or row.pk
    parts = ReceptionDay.objects.filter(Q(pk=first) | Q(rest_of=first)).exclude(pk=row.pk)
    return list(parts.order_by("day", "from_time", "pk"))


def unjoined(row: ReceptionDay) -> list[int]:
    """The numbers that were put under supervision and are of no matter yet: with one the day stays open."""
    supervised = row.arrivals.filter(result=Disposition.SUPERVISED, matter=None).order_by("number")
    return list(supervised.values_list("number", flat=True))


def left_open(row: ReceptionDay) -> list[str]:
    """What is to be known before a day is closed, in sentences; nothing when all is done."""
    booked = row.bookings.filter(cancelled_at=None, arrival=None).order_by("number")
    loose = row.arrivals.filter(petition=None).order_by("number")
    earlier = row.arrivals.filter(petition__received_at__date__lt=row.day).order_by("number")
    pairs = (
        (booked, _("预约的 %(numbers)s 号还没有到。")),
        (loose, _("%(numbers)s 号还没有归入来访登记，来访的统计里没有。")),
        (earlier, _("%(numbers)s 号归入的是以前的来访登记，今天没有另计来访；不是约来的，请另登记。")),
    )
    found = []
    for rows, sentence in pairs:
        if numbers := list(rows.values_list("number", flat=True)):
            found.append(sentence % {"numbers": _("、").join(map(str, numbers))})
    return found + _unordered(row)


def _unordered(row: ReceptionDay) -> list[str]:
    rows = row.arrivals.filter(order=None, matter__confined=False).order_by("number")
    told = _("%(n)d 号纳入督办，督办没有发出：%(why)s")
    return [told % {"n": each.number, "why": why} for each in rows if (why := why_unordered(each))]


def why_unordered(found: Arrival) -> str:
    """Why what was put under supervision has no order although its matter is known; '' for all else."""
    supervised = found.result == Disposition.SUPERVISED and found.order_id is None
    if not supervised or found.matter is None:
        return ""
    if said := why_no_order(found.matter):
        return said
    if found.instruction is not None and found.instruction.unit_id is None:
        return _("原来批示的单位不能办这件事项，请领导重新批示给可以办的单位；批示以后，督办马上发出。")
    return ""


def queue(row: ReceptionDay) -> tuple[list[Booking], list[Arrival]]:
    """Bookings of people who have not come yet, and arrivals, both by number."""
    booked = row.bookings.filter(cancelled_at=None, arrival=None).select_related("matter")
    came = row.arrivals.select_related("matter", "petition", "instruction__unit").order_by("number")
    return list(booked.order_by("number")), list(came)


def untold(row: ReceptionDay) -> list[Booking]:
    """Who booked the day, is not told that it changed, and cannot be reached by a message."""
    return list(row.bookings.filter(untold=True, cancelled_at=None).order_by("number"))


def arrival_in(scope: Scope, pk: int) -> Arrival | None:
    """An arrival of a day in scope, also one that was struck out: its page says so."""
    found = Arrival.every.select_related(
        "reception__plan__unit", "reception__leader", "matter", "petition", "instruction__unit", "order__unit"
    ).filter(pk=pk)
    row = found.first()
    return row if row and day_in(scope, row.reception_id) else None


def instructions_of_order(scope: Scope, order_id: int) -> list[Instruction]:
    """The instructions, in scope, that a supervision order from receptions rests on."""
    arrivals = Arrival.objects.filter(order_id=order_id)
    found = Instruction.objects.visible_to(scope).filter(pk__in=arrivals.values("instruction_id"))
    return list(found.order_by("pk"))


def booked(pk: int) -> Booking | None:
    """A booking for whoever made it: the browser that holds its id."""
    return Booking.objects.select_related("reception__plan__unit").filter(pk=pk).first()


def changes_since(found: Booking) -> list[PlanChange]:
    """What has changed about the day since it was booked, oldest first."""
    return attributed(found.reception.changes.filter(at__gt=found.made_at).select_related("reception"))


def booking_in(scope: Scope, pk: int) -> Booking | None:
    """A booking of a day in scope."""
    row = Booking.objects.select_related("reception").filter(pk=pk).first()
    return row if row and day_in(scope, row.reception_id) else None


def totals(arrivals: QuerySet[Arrival]) -> Totals:
    """What they come to, in one query."""
    return Totals(**arrivals.order_by().aggregate(**SUMS))


def totals_by(arrivals: QuerySet[Arrival], column: str) -> dict[int, Totals]:
    """What they come to by a column, in one query; one that nobody came to is missing."""
    rows = arrivals.order_by().values_list(column).annotate(**SUMS)
    return {key: Totals(*sums) for key, *sums in rows}
