"""An urgent report that nobody reads or passes up within its half hour is called to mind."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from xinfang.casework.bulletins.models import Reading, ReportState
from xinfang.casework.bulletins.notices import overdue
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.notices.actions import queue_many

__all__ = ["remind_overdue"]


@transaction.atomic
def remind_overdue(*, since: datetime, by: Actor, at: datetime) -> int:
    """Remind the level where it stands, once; returns how many notices are new.

    A level that has read it and keeps it is reminded too: at the district there is nobody to pass it to.
    """
    unread = Q(read_at=None)
    kept = Q(read_at__isnull=False, report__at_unit=F("unit"), unit__depth__gt=1)
    late = Reading.objects.filter(due_at__gt=since - timedelta(days=1), due_at__lte=at)
    rows = late.filter(unread | kept, report__state=ReportState.WAITING).select_related("report", "unit")
    count, told = 0, []
    for reading in rows.order_by("pk"):
        if new := queue_many(overdue(reading, at), at=at):
            report, after = reading.report, {"unit": reading.unit.name, "read": reading.read_at is not None}
            told.append(Record("report.reminded", "report", report.pk, report.number, after=after))
            count += new
    record_many(told, by=by, at=at)
    return count
