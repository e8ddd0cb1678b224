"""What of the plans is published, for everybody."""

from datetime import date

from xinfang.casework.rota.models import PlanState, ReceptionDay, ReceptionPlan

__all__ = ["published_day", "published_days", "published_plan", "published_years"]


def published_plan(year: int) -> ReceptionPlan | None:
    """The district's published plan of a year, for everybody."""
    found = ReceptionPlan.objects.filter(year=year, state=PlanState.PUBLISHED).select_related("unit")
    return found.order_by("unit__depth", "unit__path").first()


def published_years(first: int) -> list[int]:
    """The years from one on whose plan is published."""
    found = ReceptionPlan.objects.filter(state=PlanState.PUBLISHED, year__gte=first)
    return sorted(set(found.values_list("year", flat=True)))


def published_days(first: date, last: date) -> list[ReceptionDay]:
    """The published days between two, both counted, for everybody; those called off too, as such."""
    rows = ReceptionDay.objects.filter(plan__state=PlanState.PUBLISHED, day__gte=first, day__lte=last)
    return list(rows.select_related("plan__unit").order_by("day", "from_time", "pk"))


def published_day(pk: int) -> ReceptionDay | None:
    """One of them, of any time."""
    rows = ReceptionDay.objects.filter(plan__state=PlanState.PUBLISHED, pk=pk)
    return rows.select_related("plan__unit").first()
