"""Plans of the actor's units, what of them is published, and where notices hang."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from xinfang.casework.rota.models import (
    DayState,
    MonthNotice,
    NoticePlace,
    PlanChange,
    PlanState,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.casework.rota.queries.hanging import (
    asks_renewal,
    late_places,
    notices_to_hang,
    place_in,
    places_of,
    places_to_hang,
    places_to_renew,
)
from xinfang.casework.rota.queries.public import (
    published_day,
    published_days,
    published_plan,
    published_years,
)
from xinfang.casework.rota.queries.resting import resting, resting_in, resting_of
from xinfang.casework.rota.queries.seeing import seen, where
from xinfang.casework.rota.queries.whom import Proposed, house, planned_leaders, proposed, receivers
from xinfang.casework.rota.rules import notice_due
from xinfang.kernel.keyset import Page, Ranked
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.documents import vault
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Missing",
    "NoticePlace",
    "PlanChange",
    "Proposed",
    "ReceptionDay",
    "ReceptionPlan",
    "asks_renewal",
    "attributed",
    "awaited",
    "changed_since",
    "changes_of",
    "days_of",
    "house",
    "late_places",
    "missing_notices",
    "notice_of",
    "notices_of",
    "notices_to_hang",
    "place_in",
    "places_of",
    "places_to_hang",
    "places_to_renew",
    "plan_in",
    "planned_leaders",
    "plans",
    "proposed",
    "public_days",
    "published_day",
    "published_days",
    "published_plan",
    "published_years",
    "receivers",
    "report_of",
    "resting",
    "resting_days",
    "resting_in",
    "resting_of",
    "seen",
    "waiting",
]


SOON = timedelta(days=7)  # before the last day of a notice that was not issued


@dataclass(frozen=True)
class Missing:
    """A month whose notice was not issued, and the last day on which it should hang."""

    plan: ReceptionPlan
    month: int
    due_on: date


def plans(scope: Scope, *, size: int = 20, newer: str = "", older: str = "") -> Page:
    """A page of the plans in scope, newest year first, in a year the district's before the others; each
    with its days by the calendar as `.count` and the times that a leader receives as `.times`."""
    held = ~Q(days__state=DayState.CANCELLED)
    counted = seen(scope).annotate(
        count=Count("days__day", filter=held, distinct=True), times=Count("days", filter=held)
    )
    order = Ranked(("-year", "unit__path"))
    return order.counted(counted, size=size, newer=newer, older=older)


def awaited(scope: Scope, today: date) -> list[ReceptionPlan]:
    """Plans, of this year on, that wait for the actor: to be approved; or, where the actor makes them, sent
    back, or approved and not yet public."""
    of_others = ~Q(submitted_user=scope.actor.user_id) | Q(submitted_user=None)
    approves = where(scope, "approve_receptions") & of_others & Q(state=PlanState.SUBMITTED)
    sent_back = Q(state=PlanState.DRAFT, returned_at__isnull=False)
    makes = where(scope, "plan_receptions") & (Q(state=PlanState.APPROVED) | sent_back)
    found = ReceptionPlan.objects.select_related("unit").filter(approves | makes, year__gte=today.year)
    return list(found.order_by("year", "unit__path"))


def waiting(scope: Scope, today: date) -> int:
    """How many plans wait for the actor."""
    return len(awaited(scope, today))


def resting_days(scope: Scope, today: date) -> list[ReceptionDay]:
    """The days to come of plans in scope that hold, and that fell on days of rest."""
    return resting_in(seen(scope).values_list("pk", flat=True), today)


def plan_in(scope: Scope, pk: int) -> ReceptionPlan | None:
    """One of them; None for all others, whether they exist or not."""
    return seen(scope).filter(pk=pk).first()


def report_of(plan: ReceptionPlan) -> bytes | None:
    """The document by which a plan was sent up; None when it went on paper, or not yet."""
    return vault.take(plan.sent_file) if plan.sent_file else None


def days_of(plan: ReceptionPlan, month: int | None = None) -> list[ReceptionDay]:
    """The days of a plan in order, those called off too."""
    rows = plan.days.select_related("leader").order_by("day", "from_time", "pk")
    return list(rows if month is None else rows.filter(day__month=month))


def changes_of(days: QuerySet[ReceptionDay] | list[ReceptionDay]) -> dict[int, list[PlanChange]]:
    """What was changed on published days, by day, newest first."""
    found: dict[int, list[PlanChange]] = {}
    rows = PlanChange.objects.filter(reception__in=days).select_related("reception")
    for change in reversed(attributed(rows)):
        found.setdefault(change.reception_id, []).append(change)
    return found


def attributed(changes: Iterable[PlanChange]) -> list[PlanChange]:
    """Changes of days, oldest first, each with `whose` day it was and `on` which it was when it was changed.

    All that were made later of the same day are among them: what a stand-in took over was another's before.
    """
    found = sorted(changes, key=lambda change: (change.at, change.pk))
    known: dict[int, dict[str, str]] = {}
    for change in reversed(found):
        row = change.reception
        stood = known.setdefault(row.pk, {"post": row.post, "day": row.day.isoformat()})
        stood |= {name: change.before[name] for name in stood if name in change.before}
        change.whose, change.on = stood["post"], stood["day"]
    return found


def notices_of(plan: ReceptionPlan) -> list[MonthNotice]:
    """The notices made from a plan, newest first, each with its places as `.hung`."""
    rows = list(plan.notices.order_by("-month").prefetch_related("places"))
    for row in rows:
        row.hung = sorted(row.places.all(), key=lambda place: place.pk)  # type: ignore[attr-defined]
    return rows


def notice_of(scope: Scope, pk: int) -> MonthNotice | None:
    """A notice of a plan in scope, or one that hangs where the actor posts notices."""
    rows = MonthNotice.objects.select_related("plan__unit").filter(pk=pk)
    hangs = Q() if (reach := scope.reach("see_receptions")) is None else Q(places__unit_id__in=reach)
    return rows.filter(Q(plan__in=seen(scope)) | hangs).distinct().first()


def public_days(scope: Scope, first: date, *, most: int = 20) -> list[ReceptionDay]:
    """The coming published days of the units above the actor's own, which everybody may know."""
    own = [path for path in _paths(scope) if path]
    above = {path[:end] for path in own for end in range(1, len(path) + 1)}
    rows = ReceptionDay.objects.filter(plan__state=PlanState.PUBLISHED, day__gte=first)
    rows = rows.filter(plan__unit__path__in=above).exclude(plan__in=seen(scope))
    return list(rows.select_related("plan__unit").order_by("day", "from_time", "pk")[:most])


def _paths(scope: Scope) -> list[str]:
    reach = scope.reach("see_receptions") or ()
    return list(Unit.objects.filter(pk__in=reach).values_list("path", flat=True))


def missing_notices(scope: Scope, today: date) -> list[Missing]:
    """Months of published plans in scope, this one and those whose last day is near, without a notice."""
    found = []
    for plan in seen(scope).filter(state=PlanState.PUBLISHED, year__gte=today.year, year__lte=today.year + 1):
        days = plan.days.filter(state=DayState.PLANNED, day__gte=today).values_list("day", flat=True)
        noticed = set(plan.notices.values_list("month", flat=True))
        for month in sorted({day.month for day in days} - noticed):
            due = notice_due(plan.year, month, calendar())
            if due <= today + SOON:
                found.append(Missing(plan, month, due))
    return found


def changed_since(notice: MonthNotice) -> list[PlanChange]:
    """What became of the month's days since its notice was issued, oldest first; one that is kept is held as
    it hangs."""
    rows = PlanChange.objects.filter(reception__plan_id=notice.plan_id, at__gt=notice.issued_at)
    rows = rows.exclude(kind="kept")
    return [
        change for change in attributed(rows.select_related("reception")) if notice.month in _months(change)
    ]


def _months(change: PlanChange) -> set[int]:
    """The months that a change touched: of the day as it was, as it was set then, and as it is."""
    told = (change.before.get("day"), change.after.get("day"))
    return {change.reception.day.month, *(date.fromisoformat(day).month for day in told if day)}
