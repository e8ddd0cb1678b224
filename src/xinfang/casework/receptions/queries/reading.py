"""What an actor reads of who is booked and who has come: nothing of an accusation, nor of others' matters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from xinfang.casework.instructions.models import Instruction
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.casework.receptions.models import Arrival, ArrivalChange, Booking, ReceptionDay
from xinfang.casework.receptions.queries.days import queue
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Brief",
    "Change",
    "Shown",
    "brief",
    "may_tie",
    "open_matter",
    "readable",
    "shown",
    "struck",
    "titles",
]


@dataclass(frozen=True)
class Brief:
    """One line of a day, or one page for the leader, about one batch. `matter`: None where none is known or
    it may not be read. `apart`: it is about an accusation (单独保密), which is on no list and no print."""

    number: int
    subject: str
    head_count: int
    matter: Matter | None
    arrival: Arrival | None = None
    booking: Booking | None = None
    apart: bool = False

    @property
    def title(self) -> str:
        """What it is called: by its matter, or by what they said."""
        return self.matter.title if self.matter else self.subject

    @property
    def said(self) -> str:
        """What they said themselves, where the title does not say it already."""
        return "" if self.subject == self.title else self.subject

    @property
    def earlier(self) -> bool:
        """Whether its visit is of an earlier day, and counts as none of this one. Not told of one `apart`."""
        visit = self.arrival.petition if self.arrival else None
        if self.arrival is None or visit is None or self.apart:
            return False
        return timezone.localdate(visit.received_at) < self.arrival.reception.day


@dataclass(frozen=True)
class Change:
    """What was set right about an arrival, for one reader. `number`: of the visit that it was joined to by
    mistake, for who may open its matter; '' for all others. `reason`: '' of an accusation likewise."""

    row: ArrivalChange
    number: str
    reason: str


@dataclass(frozen=True)
class Shown:
    """What an actor reads of one arrival. `apart`: it is about an accusation that the actor may not open;
    then only that it came, and what kind of result it had."""

    matter: Matter | None
    subject: str
    instruction: Instruction | None
    changes: list[Change]
    apart: bool


def shown(scope: Scope, found: Arrival) -> Shown:
    """The arrival for one reader. Whoever reads its matter is to be noted by the page."""
    matter = readable(scope, found)
    apart = matter is None and found.matter is not None and found.matter.confined
    changes = _changes(scope, found.changes.order_by("-at", "-pk"))
    if not apart:
        return Shown(matter, found.subject, found.instruction, changes, apart=False)
    own = Instruction.objects.visible_to(scope).filter(pk=found.instruction_id or 0)
    instruction = found.instruction if own.exists() else None
    return Shown(None, "", instruction, [each for each in changes if each.row.kind == "heads"], apart=True)


def _changes(scope: Scope, rows: QuerySet[ArrivalChange]) -> list[Change]:
    found = list(rows.select_related("arrival"))
    matters = Matter.objects.filter(pk__in={pk for each in found for pk in _about(each)})
    open_to = set(Matter.objects.visible_to(scope).filter(pk__in=matters).values_list("pk", flat=True))
    shut = set(matters.filter(confined=True).values_list("pk", flat=True)) - open_to
    visits = [each.before.get("petition") for each in found if each.before.get("matter") in open_to]
    numbers = dict(Petition.objects.filter(pk__in=visits).values_list("pk", "number"))
    return [
        Change(each, numbers.get(each.before.get("petition"), ""), "" if shut & _about(each) else each.reason)
        for each in found
    ]


def _about(change: ArrivalChange) -> set[int]:
    """The matters that a change and its reason may be about."""
    return {pk for pk in (change.arrival.matter_id, change.before.get("matter")) if pk is not None}


def struck(scope: Scope, row: ReceptionDay) -> list[Change]:
    """What was struck out on a day, in the order of its numbers."""
    rows = ArrivalChange.objects.filter(arrival__reception=row, arrival__struck_at__isnull=False)
    return _changes(
        scope, rows.filter(kind__in=("mistaken", "left", "away")).order_by("arrival__number", "pk")
    )


def titles(scope: Scope, found: Iterable[Arrival]) -> dict[int, str]:
    """What each arrival is called that did not say itself what it is about: by its matter, for who may open
    it; an accusation has none, whoever looks."""
    silent = {each.pk: each.matter_id for each in found if not each.subject and each.matter_id}
    rows = Matter.objects.visible_to(scope).filter(pk__in=set(silent.values()), confined=False)
    known = dict(rows.values_list("pk", "title"))
    return {pk: known[matter] for pk, matter in silent.items() if matter in known}


def readable(scope: Scope, found: Arrival) -> Matter | None:
    """The matter that an arrival is about, for who may open it."""
    if found.matter_id is None:
        return None
    return Matter.objects.visible_to(scope).select_related("unit").filter(pk=found.matter_id).first()


def brief(scope: Scope, row: ReceptionDay) -> list[Brief]:
    """Each batch that is booked or has come, by number. An accusation is not on it, whoever looks."""
    booked, came = queue(row)
    either = [*(each.matter_id for each in booked), *(each.matter_id for each in came)]
    ids = [pk for pk in either if pk is not None]
    rows = Matter.objects.visible_to(scope).filter(pk__in=ids, confined=False).select_related("unit")
    open_to = {matter.pk: matter for matter in rows}
    pages = [_brief(each, open_to, booking=each) for each in booked]
    pages += [_brief(each, open_to, arrival=each) for each in came]
    return sorted(pages, key=lambda page: page.number)


def _brief(
    each: Booking | Arrival,
    open_to: dict[int, Matter],
    arrival: Arrival | None = None,
    booking: Booking | None = None,
) -> Brief:
    apart = each.matter is not None and each.matter.confined
    subject, matter = "" if apart else each.subject, open_to.get(each.matter_id or 0)
    return Brief(each.number, subject, each.head_count, matter, arrival, booking, apart)


def may_tie(scope: Scope, visit: str) -> bool:
    """Whether the actor may name a visit as the one that is received: it is about a matter in scope.

    An accusation registered where the actor receives may be named without being opened; whoever has a
    posting in the accused house is not told that it is there.
    """
    raised = Raising.objects.filter(petition__number=visit.strip())
    matters = Matter.objects.filter(pk__in=raised.values("matter_id"))
    if matters.filter(pk__in=Matter.objects.visible_to(scope)).exists():
        return True
    receives = scope.reach("receive") or frozenset()
    apart = matters.filter(confined=True, registered_unit_id__in=receives)
    return apart.exclude(accused_unit_id__in=scope.posted_under, accused_unit_id__isnull=False).exists()


def open_matter(scope: Scope, number: str) -> bool:
    """Whether a number is that of a matter in scope that is no accusation."""
    rows = Matter.objects.visible_to(scope).filter(number=number.strip(), confined=False)
    return rows.exists()
