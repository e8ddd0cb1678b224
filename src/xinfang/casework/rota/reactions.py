"""What the room does when others act; named in project/wiring.py."""

from django.utils import timezone

from xinfang.casework.rota import notices
from xinfang.casework.rota.models import ReceptionPlan
from xinfang.casework.rota.queries.resting import resting_in
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.calendars.events import CalendarChanged
from xinfang.registers.calendars.queries import calendar

__all__ = ["tell_resting"]


def tell_resting(event: CalendarChanged) -> None:
    """A year that is announced leaves days of plans at rest: whoever keeps the plan is told which. While the
    arrangement is still being entered nobody is; the same days are told once."""
    today = timezone.localdate(event.at)
    announced = calendar().confirmed.intersection(event.years)
    for plan in ReceptionPlan.objects.filter(year__in=announced).select_related("unit").order_by("pk"):
        if days := resting_in([plan.pk], today):
            queue_many(notices.resting(plan, [row.day for row in days], event.at), at=event.at)
