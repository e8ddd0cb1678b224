"""The list of what calls for supervision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.deadlines.models import ClockState
from xinfang.casework.deadlines.rules import IN_FORCE_2022, rule
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import Order, OrderState, SupervisionTrigger
from xinfang.casework.supervision.queries.orders import orderable
from xinfang.casework.supervision.rules import CLOCKS, TRIGGERS
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["TriggerRow", "Triggers", "count_open", "triggers", "triggers_of"]

NEWEST = Keyset("opened_at")


@dataclass(frozen=True)
class TriggerRow:
    """One trigger in words. `done_on`: when the duty was done after all; `late_days`: until then, or now.

    One that stands on an act has no day: `duty` is then how it was found. `articles` of 2005 and 2022;
    `ordered`: an order was given for its cause; `orderable`: none was, somebody has the matter, and what is
    owed is owed still.
    """

    number: str
    title: str
    unit: str
    duty: Promise | str
    new_law: bool
    due_on: date | None
    done_on: date | None
    late_days: int
    opened_at: datetime
    cause: str
    article: str
    ordered: bool
    orderable: bool


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


def triggers_of(matter_id: int, today: date) -> list[TriggerRow]:
    """The triggers on a matter that the actor has opened, newest first."""
    found = SupervisionTrigger.objects.filter(matter_id=matter_id)
    rows = found.select_related("matter", "clock", "unit").order_by("-opened_at", "-pk")
    return _rows(list(rows), today)


def _seen(scope: Scope, only_open: bool) -> QuerySet[SupervisionTrigger]:
    """Open: the duty is still owed, or nobody has ordered anything on what an act shows."""
    found = SupervisionTrigger.objects.filter(matter__in=Matter.objects.visible_to(scope, "supervise"))
    if not only_open:
        return found
    owed = Q(clock__state__in=[ClockState.OPEN, ClockState.STOPPED])
    ordered = Order.objects.filter(matter=OuterRef("matter"), cause=OuterRef("cause"))
    return found.filter(owed | (Q(clock=None) & ~Exists(ordered)))


def _rows(found: Sequence[SupervisionTrigger], today: date) -> list[TriggerRow]:
    ids = {each.matter_id for each in found}
    live = Order.objects.filter(matter_id__in=ids).exclude(state=OrderState.WITHDRAWN)
    ordered = set(live.values_list("matter_id", "cause"))
    return [_row(each, today, (each.matter_id, each.cause) in ordered) for each in found]


def _row(each: SupervisionTrigger, today: date, ordered: bool) -> TriggerRow:
    clock = each.clock
    rows = {row.key: row for row in TRIGGERS}
    known = CLOCKS[clock.family] if clock else rows[each.event]
    done = timezone.localdate(clock.met_at) if clock and clock.met_at else None
    began = clock.started_on if clock else timezone.localdate(each.opened_at)
    return TriggerRow(
        number=each.matter.number,
        title=each.matter.title,
        unit=str(each.unit or ""),
        duty=rule(clock.rule).label if clock else known.found,
        new_law=began >= IN_FORCE_2022,
        due_on=each.due_on,
        done_on=done,
        late_days=max(0, ((done or today) - each.due_on).days) if each.due_on else 0,
        opened_at=each.opened_at,
        cause=str(each.get_cause_display()),
        article=known.articles[began >= IN_FORCE_2022],
        ordered=ordered,
        orderable=not (ordered or done) and orderable(each.matter),
    )
