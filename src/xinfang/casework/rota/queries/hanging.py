"""Where notices hang, where they are still to hang, and where they hung late."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from xinfang.casework.rota.models import MonthNotice, NoticePlace, PlanChange, ReceptionDay
from xinfang.casework.rota.queries.seeing import seen, where
from xinfang.kernel.keyset import Keyset, Page
from xinfang.registers.staff.scope import Scope

__all__ = [
    "asks_renewal",
    "late_places",
    "notices_to_hang",
    "place_in",
    "places_of",
    "places_to_hang",
    "places_to_renew",
]

OF_LATE = timedelta(days=62)  # how far back a place that lacked its notice is told of


def places_of(notice: MonthNotice) -> list[NoticePlace]:
    """Where it is to hang, each with its corrections as `.told`, newest first."""
    rows = list(notice.places.order_by("pk").prefetch_related("changes"))
    for row in rows:
        row.told = sorted(row.changes.all(), key=lambda change: -change.pk)  # type: ignore[attr-defined]
    return rows


def place_in(scope: Scope, pk: int) -> NoticePlace | None:
    """A place of a notice in scope; streets and communities tick their own."""
    rows = NoticePlace.objects.select_related("notice__plan__unit", "unit").filter(pk=pk)
    reach = scope.reach("see_receptions")
    if reach is None:
        return rows.first()
    return rows.filter(Q(notice__plan__in=seen(scope)) | Q(unit_id__in=reach)).first()


def places_to_hang(scope: Scope, today: date) -> list[NoticePlace]:
    """Where the actor posts notices: places of this and coming months that lack the notice as it stands.

    Whoever makes a plan follows its places below on the page of its notice; here only the unit's own is told.
    """
    rows = _own(scope, today).select_related("notice__plan__unit", "unit")
    return _asked(rows.order_by("notice__due_on", "unit__path", "pk"), today)


def places_to_renew(scope: Scope, today: date, *, size: int = 20, newer: str = "", older: str = "") -> Page:
    """A page of the places of plans that the actor makes where an earlier notice of this or a coming month
    hangs: since `notice.changed_at` the changed one is to hang there. No lateness: the first was posted, or
    is told of in `late_places`. A place that the actor posts at is told of in `places_to_hang` alone."""
    rows = _lacking(today).filter(where(scope, "plan_receptions", "notice__plan__unit_id"))
    rows = rows.filter(posted_on__isnull=False).exclude(pk__in=_own(scope, today).values("pk"))
    notices = MonthNotice.objects.filter(pk__in=rows.values("notice_id")).select_related("plan")
    rows = rows.filter(notice__in=asks_renewal(notices, today)).select_related("notice__plan", "unit")
    order = Keyset("due_on", descending=False, days=True)
    return order.counted(rows.annotate(due_on=F("notice__due_on")), size=size, newer=newer, older=older)


def asks_renewal(notices: Iterable[MonthNotice], today: date) -> set[int]:
    """The notices (ids) with a day of reception, as it is or as it was announced, that is not over: until
    then a changed one is to hang, also where the day was called off or moved away."""
    rows = list(notices)
    plans = {row.plan_id for row in rows}
    days = ReceptionDay.objects.filter(plan__in=plans, day__gte=today).values_list("plan_id", "day")
    moved = PlanChange.objects.filter(reception__plan__in=plans, before__day__gte=today.isoformat())
    left = moved.values_list("reception__plan_id", "before__day")
    ahead = {(plan, day.isoformat()[:7]) for plan, day in days} | {(plan, day[:7]) for plan, day in left}
    return {row.pk for row in rows if (row.plan_id, f"{row.plan.year}-{row.month:02d}") in ahead}


def _own(scope: Scope, today: date) -> QuerySet[NoticePlace]:
    reach = scope.reach("see_receptions")
    rows = _lacking(today).filter(unit__isnull=False)
    below = ~Q(unit_id__in=scope.posted_under)
    followed = Q(notice__plan__in=seen(scope)) & below  # its plan's own house, where a leader hangs nothing
    return rows if reach is None else rows.filter(unit_id__in=reach).exclude(followed)


def _lacking(today: date) -> QuerySet[NoticePlace]:
    month = Q(notice__plan__year=today.year, notice__month__gte=today.month)
    ahead = month | Q(notice__plan__year__gt=today.year)
    return NoticePlace.objects.filter(ahead, hung_version__lt=F("notice__version"))


def _asked(rows: QuerySet[NoticePlace], today: date) -> list[NoticePlace]:
    """Without those that hang an earlier notice of days that are over."""
    found = list(rows)
    asked = asks_renewal({row.notice_id: row.notice for row in found}.values(), today)
    return [row for row in found if row.posted_on is None or row.notice_id in asked]


def notices_to_hang(scope: Scope, today: date) -> list[MonthNotice]:
    """The notices of plans that the actor makes, from their issue to their last day, with how many places
    have none as `.lacking`; after that day the places are warned of one by one (`late_places`)."""
    made = MonthNotice.objects.filter(where(scope, "plan_receptions", "plan__unit_id"), due_on__gte=today)
    lacking = Count("places", filter=Q(places__posted_on=None))
    found = made.select_related("plan__unit").annotate(lacking=lacking).filter(lacking__gt=0)
    return list(found.order_by("due_on", "plan__unit__path", "pk"))


def late_places(scope: Scope, today: date, *, size: int = 20, newer: str = "", older: str = "") -> Page:
    """A page of the places where a notice of late does not hang though its last day is over, or hung late: a
    warning."""
    recent = NoticePlace.objects.filter(
        notice__plan__in=seen(scope), notice__due_on__lt=today, notice__due_on__gte=today - OF_LATE
    )
    late = recent.filter(Q(posted_on=None) | Q(posted_on__gt=F("notice__due_on")))
    rows = late.select_related("notice__plan", "unit").annotate(due_on=F("notice__due_on"))
    order = Keyset("due_on", descending=False, days=True)
    return order.counted(rows, size=size, newer=newer, older=older)
