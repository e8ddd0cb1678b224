"""Orders in scope: those of the matters that the actor may see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import OPEN, Means, Order, OrderState, OrderStep
from xinfang.casework.supervision.rules import PAST, against_ordering
from xinfang.kernel.keyset import Keyset
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.staff.scope import Scope

__all__ = [
    "GROUPS",
    "Order",
    "OrderLine",
    "Orders",
    "count_waiting",
    "file_of",
    "may_order",
    "may_reply",
    "may_supervise",
    "opens_matter",
    "order_in",
    "orders",
    "orders_of",
    "steps_of",
    "takes_steps",
    "why_no_order",
    "withdrawn_on",
    "worked_on",
]

NEWEST = Keyset("ordered_at")
# What no head has signed, or was given up before anyone did, is known to the office alone: only what is in
# force holds its matter.
UNSIGNED = Q(state=OrderState.DRAFTED) | Q(state=OrderState.WITHDRAWN, hold=None)
# A tab, what it is called, and the states it shows.
GROUPS: dict[str, tuple[Promise | str, tuple[str, ...]]] = {
    "drafted": (_("待签发"), (OrderState.DRAFTED,)),
    "running": (_("待回复"), (OrderState.RUNNING,)),
    "answered": (_("待审核"), (OrderState.ANSWERED,)),
    "closed": (_("已结束"), (OrderState.ACCEPTED, OrderState.WITHDRAWN)),
}


@dataclass(frozen=True)
class OrderLine:
    """One order in words. `late_days`: past its day, while it waits for the unit."""

    pk: int
    number: str
    title: str
    unit: str
    cause: str
    means: str
    state: str
    state_label: str
    due_on: date
    late_days: int
    ordered_at: datetime
    ordered_by: str
    closed_at: datetime | None


@dataclass(frozen=True)
class Orders:
    """A page of them, newest first, with how many each tab holds."""

    rows: list[OrderLine]
    newer: str
    older: str
    counts: dict[str, int]


def orders(
    scope: Scope, group: str, today: date, *, size: int = 50, newer: str = "", older: str = ""
) -> Orders:
    """The orders of a tab."""
    seen = _seen(scope)
    counts = {key: seen.filter(state__in=states).count() for key, (_label, states) in GROUPS.items()}
    found = seen.filter(state__in=GROUPS[group][1]).select_related("matter", "unit")
    page = NEWEST.page(found, size=size, newer=newer, older=older)
    return Orders([_line(each, today) for each in page.rows], page.newer, page.older, counts)


def orders_of(matter_id: int, today: date) -> list[OrderLine]:
    """The orders on a matter that the actor has opened, newest first."""
    in_force = Order.objects.exclude(UNSIGNED)
    found = in_force.filter(matter_id=matter_id).select_related("matter", "unit")
    return [_line(each, today) for each in found.order_by("-ordered_at", "-pk")]


def order_in(scope: Scope, pk: int) -> Order | None:
    """An order in scope; None for all others, whether they exist or not."""
    rows = _seen(scope).select_related("matter", "unit", "document", "hold")
    return rows.filter(pk=pk).first()


def steps_of(order: Order) -> list[OrderStep]:
    """What happened, newest first."""
    return list(OrderStep.objects.filter(order=order).select_related("file").order_by("-at", "-pk"))


def withdrawn_on(order: Order) -> date | None:
    """When the petitioner took back the matter of an order that still runs: to be closed, or go on."""
    if order.closed_at is not None or order.matter.state != "withdrawn":
        return None
    act = order.matter.timeline.filter(verb="withdraw").order_by("-at", "-pk").first()
    return timezone.localdate(act.at) if act else None


def file_of(order: Order, step_id: int) -> StoredFile | None:
    """The file of a reply to an order that the actor sees."""
    step = OrderStep.objects.filter(order=order, pk=step_id).select_related("file").first()
    return step.file if step else None


def may_supervise(scope: Scope, matter: Matter) -> bool:
    """Whether the actor supervises where the matter was registered."""
    return scope.holds("supervise", matter.registered_unit_id)


def may_order(scope: Scope, matter: Matter) -> bool:
    """Whether the actor may give an order."""
    return may_supervise(scope, matter) and orderable(matter)


def orderable(matter: Matter) -> bool:
    """Whether an order may be given: somebody must have the matter, and it must not be past."""
    return bool(matter.unit_id or matter.other_units) and matter.state not in PAST


def worked_on(matter: Matter) -> Matter:
    """The matter in which one is handled: itself, or the one that it was merged into."""
    while matter.merged_into is not None:
        matter = matter.merged_into
    return matter


def why_no_order(matter: Matter) -> str:
    """Why nothing is ordered about a matter, or the one that it is worked on in; '' when an order may be."""
    return against_ordering(worked_on(matter))


def may_reply(scope: Scope, order: Order) -> bool:
    """Whether the actor works where the order went; what a leader instructed is answered to the leader."""
    if order.means == Means.INSTRUCTED or order.state != OrderState.RUNNING:
        return False
    return scope.holds("handle", order.unit_id)


def takes_steps(scope: Scope, order: Order, name: str) -> bool:
    """Whether a step is the actor's at one time or another: the unit replies, the office does the rest."""
    return scope.holds("handle", order.unit_id) if name == "reply" else may_supervise(scope, order.matter)


def count_waiting(scope: Scope) -> int:
    """How many wait for the actor: replies to be checked, or orders to be answered."""
    mine = Q(pk__in=[])
    for right, column, state in (
        ("supervise", "matter__registered_unit_id", OrderState.ANSWERED),
        ("handle", "unit_id", OrderState.RUNNING),
    ):
        if scope.may(right):
            reach = scope.reach(right)
            waits = Q(state=state) & ~Q(means=Means.INSTRUCTED)  # counted where instructions are
            mine |= waits & (Q() if reach is None else Q(**{f"{column}__in": list(reach)}))
    return _seen(scope).filter(mine).count()


def opens_matter(scope: Scope, order: Order) -> bool:
    """Whether the actor may open the whole matter; who supervises together reads the order in any case."""
    return Matter.objects.visible_to(scope).filter(pk=order.matter_id).exists()


def _seen(scope: Scope) -> QuerySet[Order]:
    """On matters in scope; those that the actor's units supervise together with the office; and those that
    went to them before the matter did, as a leader's word at a reception does."""
    seen, reach = Q(matter__in=Matter.objects.visible_to(scope)), scope.reach("see_matters")
    named = Q(partners__overlap=list(reach or ())) | Q(unit_id__in=list(reach or ()))
    together = named & Q(matter__confined=False)
    kept = scope.reach("supervise")
    if kept is not None:
        hidden = UNSIGNED & ~Q(matter__registered_unit_id__in=kept)
        return Order.objects.filter(seen | together if reach else seen).exclude(hidden)
    return Order.objects.filter(seen)


def _line(order: Order, today: date) -> OrderLine:
    until = today if order.state in OPEN else order.due_on
    waits = order.state == OrderState.RUNNING
    return OrderLine(
        pk=order.pk,
        number=order.matter.number,
        title=order.matter.title,
        unit=str(order.unit),
        cause=order.get_cause_display(),
        means=order.get_means_display(),
        state=order.state,
        state_label=order.get_state_display(),
        due_on=order.due_on,
        late_days=max(0, (until - order.due_on).days) if waits else 0,
        ordered_at=order.ordered_at,
        ordered_by=order.ordered_by,
        closed_at=order.closed_at,
    )
