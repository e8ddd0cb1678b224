"""Days of plans that hold and that fell on days of rest, since a year's arrangement came out afterwards."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from xinfang.casework.rota.models import DayState, PlanChange, PlanState, ReceptionDay
from xinfang.registers.calendars.queries import calendar

__all__ = ["resting", "resting_in", "resting_of"]

HOLD = (PlanState.APPROVED, PlanState.PUBLISHED)


def resting(days: Iterable[ReceptionDay], today: date) -> list[ReceptionDay]:
    """Those of some days after today that rest by the calendar in force and are not kept with a reason.

    One of today is left as it stands: people are there, and are received.
    """
    known = calendar()
    found = [row for row in days if row.state == DayState.PLANNED and row.day > today]
    found = [row for row in found if not known.is_working(row.day)]
    kept = PlanChange.objects.filter(reception__in=found, kind="kept") if found else []
    told = {(each.reception_id, each.after.get("day")) for each in kept}
    return [row for row in found if (row.pk, row.day.isoformat()) not in told]


def resting_in(plan_ids: Iterable[int], today: date) -> list[ReceptionDay]:
    """The same of approved and published plans, in order."""
    return _resting(Q(plan_id__in=list(plan_ids), plan__state__in=HOLD), today)


def resting_of(leader_id: int | None, today: date) -> list[ReceptionDay]:
    """The same of a leader, wherever the published plan stands."""
    return _resting(Q(leader_id=leader_id, plan__state=PlanState.PUBLISHED), today)


def _resting(which: Q, today: date) -> list[ReceptionDay]:
    known, rows = calendar(), ReceptionDay.objects.filter(which, day__gt=today, state=DayState.PLANNED)
    days = rows.order_by("day").values_list("day", flat=True).distinct()
    rest = rows.filter(day__in=[day for day in days if not known.is_working(day)])
    return resting(rest.select_related("plan__unit").order_by("day", "from_time", "pk"), today)
