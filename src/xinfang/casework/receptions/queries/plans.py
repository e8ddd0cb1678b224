"""Plans of the actor's units, what of them is published, and where notices hang."""

from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from xinfang.casework.receptions.models import (
    DayState,
    MonthNotice,
    NoticePlace,
    PlanChange,
    PlanState,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.registers.staff.scope import Scope

__all__ = [
    "NoticePlace",
    "ReceptionDay",
    "ReceptionPlan",
    "changes_of",
    "days_of",
    "late_places",
    "notice_of",
    "notices_of",
    "place_in",
    "plan_in",
    "plans",
    "published_days",
    "published_plan",
    "seen",
]


def seen(scope: Scope) -> QuerySet[ReceptionPlan]:
    """The plans of the units that an actor sees."""
    reach = scope.reach("see_matters")
    found = ReceptionPlan.objects.select_related("unit")
    return found if reach is None else found.filter(unit_id__in=reach)


def plans(scope: Scope) -> list[ReceptionPlan]:
    """The plans in scope, newest year first, the district's own before its parts'."""
    counted = seen(scope).annotate(count=Count("days", filter=~Q(days__state=DayState.CANCELLED)))
    return list(counted.order_by("-year", "unit__path"))


def plan_in(scope: Scope, pk: int) -> ReceptionPlan | None:
    """One of them; None for all others, whether they exist or not."""
    return seen(scope).filter(pk=pk).first()


def days_of(plan: ReceptionPlan, month: int | None = None) -> list[ReceptionDay]:
    """The days of a plan in order, those called off too."""
    rows = plan.days.select_related("leader").order_by("day", "from_time", "pk")
    return list(rows if month is None else rows.filter(day__month=month))


def changes_of(days: QuerySet[ReceptionDay] | list[ReceptionDay]) -> dict[int, list[PlanChange]]:
    """What was changed on published days, by day, newest first."""
    found: dict[int, list[PlanChange]] = {}
    for change in PlanChange.objects.filter(reception__in=days).order_by("-at", "-pk"):
        found.setdefault(change.reception_id, []).append(change)
    return found


def published_plan(year: int) -> ReceptionPlan | None:
    """The district's published plan of a year, for everybody."""
    found = ReceptionPlan.objects.filter(year=year, state=PlanState.PUBLISHED).select_related("unit")
    return found.order_by("unit__depth", "unit__path").first()


def published_days(first: date, last: date) -> list[ReceptionDay]:
    """The published days between two, both counted, for everybody; those called off too, as such."""
    rows = ReceptionDay.objects.filter(plan__state=PlanState.PUBLISHED, day__gte=first, day__lte=last)
    return list(rows.select_related("plan__unit").order_by("day", "from_time", "pk"))


def notices_of(plan: ReceptionPlan) -> list[MonthNotice]:
    """The notices made from a plan, newest first, each with its places as `.hung`."""
    rows = list(plan.notices.order_by("-month").prefetch_related("places"))
    for row in rows:
        row.hung = sorted(row.places.all(), key=lambda place: place.pk)  # type: ignore[attr-defined]
    return rows


def notice_of(scope: Scope, pk: int) -> MonthNotice | None:
    """A notice of a plan in scope."""
    rows = MonthNotice.objects.select_related("plan__unit")
    return rows.filter(pk=pk, plan__in=seen(scope)).first()


def place_in(scope: Scope, pk: int) -> NoticePlace | None:
    """A place of a notice in scope; streets and communities tick their own."""
    rows = NoticePlace.objects.select_related("notice__plan__unit", "unit").filter(pk=pk)
    reach = scope.reach("see_matters")
    if reach is None:
        return rows.first()
    return rows.filter(Q(notice__plan__in=seen(scope)) | Q(unit_id__in=reach)).first()


def late_places(scope: Scope, today: date, *, back: timedelta = timedelta(days=62)) -> list[NoticePlace]:
    """Places where a notice of late does not hang though its last day is over, or hung late: a warning."""
    recent = NoticePlace.objects.filter(
        notice__plan__in=seen(scope), notice__due_on__lt=today, notice__due_on__gte=today - back
    )
    late = recent.filter(Q(posted_on=None) | Q(posted_on__gt=F("notice__due_on")))
    return list(late.select_related("notice__plan", "unit").order_by("notice__due_on", "pk"))
