"""Campaigns in scope, and their figures: by leader and in all, over the receptions that lie in them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from xinfang.casework.campaigns.models import Campaign
from xinfang.casework.receptions.models import Arrival, DayState, Disposition, PlanChange, ReceptionDay
from xinfang.casework.receptions.queries import totals
from xinfang.casework.receptions.queries.days import Totals, totals_by
from xinfang.casework.rota.queries import receivers
from xinfang.kernel.keyset import Keyset, Page
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = [
    "LISTS",
    "Campaign",
    "Row",
    "above",
    "ahead",
    "campaign_in",
    "campaigns",
    "figures",
    "frames",
    "list_of",
    "parts",
    "total",
    "whom",
]


_SUPERVISED = Q(result=Disposition.SUPERVISED)
_ANSWERED = _SUPERVISED & Q(instruction__answered_at__isnull=False)
# What a figure counts; the same conditions as in receptions.queries.totals, which a test holds to be so.
LISTS: dict[str, Q] = {
    "batches": Q(),
    "settled": Q(result=Disposition.SETTLED),
    "supervised": _SUPERVISED,
    "answered": _ANSWERED,
    "accepted": _ANSWERED & Q(accepts=True),
}


@dataclass(frozen=True)
class Row:
    """One leader, or all: leader-days, and what the arrivals came to."""

    post: str
    days: int
    totals: Totals

    @property
    def accepted_at_least(self) -> int | None:
        """How many of a hundred answers were accepted, rounded down; None without an answer."""
        found = self.totals
        return 100 * found.accepted // found.answered if found.answered else None


def campaigns(scope: Scope, *, size: int = 30, newer: str = "", older: str = "") -> Page:
    """A page of those of the units in scope, the newest first; parts stand on the page of the whole too."""
    return Keyset("first", days=True).counted(_seen(scope), size=size, newer=newer, older=older)


def campaign_in(scope: Scope, pk: int) -> Campaign | None:
    """One of them; None for all others, whether they exist or not."""
    return _seen(scope).filter(pk=pk).first()


def frames(day: date) -> list[Campaign]:
    """The district's campaigns under way on a day, in whose frame others may hold their own."""
    rows = Campaign.objects.filter(within=None, closed_at=None, last__gte=day, unit__depth=1)
    return list(rows.order_by("-first", "pk"))


def above(scope: Scope, day: date) -> list[Campaign]:
    """The district's campaigns under way that are not in scope: a department or street reads what they are
    and aims at, since it may hold its own in their frame; not their figures."""
    return list(
        Campaign.objects.select_related("unit")
        .filter(pk__in=[each.pk for each in frames(day)])
        .exclude(pk__in=_seen(scope).values("pk"))
        .order_by("-first", "pk")
    )


def parts(scope: Scope, found: Campaign) -> list[tuple[Campaign, Row]]:
    """What departments and streets hold within it, each with its sum."""
    rows = _seen(scope).filter(within=found).order_by("unit__path", "pk")
    return [(part, total(part)) for part in rows]


def whom(scope: Scope, day: date) -> list[tuple[int, str]]:
    """Who may receive in a campaign of the actor's unit, whose own days alone it counts: the leaders posted
    there, the unit's heads, and whoever receives in the unit's plan."""
    unit = acting_unit(scope, "hold_campaigns")
    found = dict(receivers(unit, day, of={unit}))
    planned = ReceptionDay.objects.filter(plan__unit_id=unit, plan__year__gte=day.year)
    others = planned.exclude(leader_id__in=found).select_related("leader").order_by("leader_id")
    return [*found.items(), *((row.leader_id, str(row.leader)) for row in others.distinct("leader_id"))]


def ahead(found: Campaign, today: date) -> list[ReceptionDay]:
    """The days on which its leaders have still to receive in it, by the unit's own plan."""
    listed = found.leaders.values("leader_id")
    rows = ReceptionDay.objects.filter(
        plan__unit_id=found.unit_id,
        leader_id__in=listed,
        state=DayState.PLANNED,
        day__gte=max(today, found.first),
        day__lte=found.last,
    )
    return list(rows.select_related("plan").order_by("day", "from_time", "pk"))


def early(found: Campaign, today: date) -> bool:
    """Whether something of a campaign is still to come: its last day, or reception days of its leaders."""
    return found.last > today or bool(ahead(found, today))


def list_of(found: Campaign, which: str, place: int | None = None) -> list[Arrival]:
    """The arrivals that a figure counts, of all or of the leader in a row, in order of time."""
    rows = _arrivals(found).filter(LISTS[which])
    if place is not None:
        named = list(found.leaders.order_by("pk").values_list("leader_id", flat=True))
        others = place == len(named)  # the row of those who stood in
        mine = Q(reception__leader_id__in=named if others else named[place : place + 1])
        rows = rows.exclude(mine) if others else rows.filter(mine)
    return list(rows.select_related("reception", "matter").order_by("reception__day", "number", "pk"))


def figures(found: Campaign) -> list[Row]:
    """A row a leader, in the order of naming, by whoever received; one of others who stood in for them, if
    there are; last the sum of all rows."""
    days = _days(found)
    held = dict(days.order_by().values_list("leader_id").annotate(Count("pk")))
    came = totals_by(Arrival.objects.filter(reception__in=days), "reception__leader_id")
    named = list(found.leaders.order_by("pk"))
    rows = [Row(each.post, held.get(each.leader_id, 0), came.get(each.leader_id, Totals())) for each in named]
    if stood_in := sum(held.values()) - sum(row.days for row in rows):
        others = days.exclude(leader_id__in=[each.leader_id for each in named])
        by_others = totals(Arrival.objects.filter(reception__in=others))
        rows.append(Row(_("代为接访的"), stood_in, by_others))
    return [*rows, total(found)]


def total(found: Campaign) -> Row:
    """The sum alone."""
    return Row("", _days(found).count(), totals(_arrivals(found)))


def _seen(scope: Scope) -> QuerySet[Campaign]:
    reach = scope.reach("see_matters")
    found = Campaign.objects.select_related("unit", "within")
    return found if reach is None else found.filter(unit_id__in=reach)


def _days(found: Campaign) -> QuerySet[ReceptionDay]:
    """Held in the period by its leaders or for them, in the unit's own plan: closed, or with arrivals."""
    listed = list(found.leaders.values_list("leader_id", flat=True))
    stead = PlanChange.objects.filter(kind="stand_in", before__leader_id__in=listed)
    mine = ReceptionDay.objects.filter(
        Q(leader_id__in=listed) | Q(pk__in=stead.values("reception_id")),
        plan__unit_id=found.unit_id,
        day__gte=found.first,
        day__lte=found.last,
    ).exclude(state=DayState.CANCELLED)
    return mine.filter(state=DayState.CLOSED) | mine.filter(pk__in=Arrival.objects.values("reception_id"))


def _arrivals(found: Campaign) -> QuerySet[Arrival]:
    return Arrival.objects.filter(reception__in=_days(found))
