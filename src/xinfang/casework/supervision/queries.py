"""The list of what calls for supervision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.deadlines.models import ClockState
from xinfang.casework.deadlines.rules import IN_FORCE_2022, rule
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import SupervisionTrigger
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["TriggerRow", "Triggers", "count_open", "triggers"]

NEWEST = Keyset("opened_at")


@dataclass(frozen=True)
class TriggerRow:
    """One trigger in words. `done_on`: when the duty was done after all; `late_days`: until then, or now."""

    number: str
    title: str
    unit: str
    duty: Promise | str
    new_law: bool
    due_on: date
    done_on: date | None
    late_days: int
    opened_at: datetime


@dataclass(frozen=True)
class Triggers:
    """A page of them, newest first."""

    rows: list[TriggerRow]
    newer: str
    older: str


def triggers(
    scope: Scope, today: date, *, only_open: bool = False, size: int = 50, newer: str = "", older: str = ""
) -> Triggers:
    """The triggers on matters that the actor supervises and may see. `only_open`: the duty is still owed."""
    found = _seen(scope, only_open).select_related("matter", "clock", "unit")
    page = NEWEST.page(found, size=size, newer=newer, older=older)
    return Triggers(_rows(page.rows, today), page.newer, page.older)


def count_open(scope: Scope) -> int:
    """How many duties are still owed."""
    return _seen(scope, only_open=True).count()


def _seen(scope: Scope, only_open: bool) -> QuerySet[SupervisionTrigger]:
    found = SupervisionTrigger.objects.filter(matter__in=Matter.objects.visible_to(scope, "supervise"))
    return found.filter(clock__state__in=[ClockState.OPEN, ClockState.STOPPED]) if only_open else found


def _rows(found: Sequence[SupervisionTrigger], today: date) -> list[TriggerRow]:
    rows = []
    for each in found:
        clock = each.clock
        done = timezone.localdate(clock.met_at) if clock.met_at else None
        rows.append(
            TriggerRow(
                number=each.matter.number,
                title=each.matter.title,
                unit=str(each.unit or ""),
                duty=rule(clock.rule).label,
                new_law=clock.started_on >= IN_FORCE_2022,
                due_on=each.due_on,
                done_on=done,
                late_days=max(0, ((done or today) - each.due_on).days),
                opened_at=each.opened_at,
            )
        )
    return rows
