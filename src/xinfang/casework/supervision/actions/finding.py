"""Triggers are found: duties past their day, acts that show a fault."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.owing import owing_units
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.supervision.models import SupervisionTrigger
from xinfang.casework.supervision.rules import CLOCKS, EVENTS, TriggerRule
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.locks import one_at_a_time

__all__ = ["open_supervision_triggers"]

AT_ONCE = 2000


@transaction.atomic
def open_supervision_triggers(*, since: datetime, by: Actor, at: datetime) -> int:
    """Open a trigger for each duty that is late and each act that shows a fault; returns how many are new.

    Late without reason (R22 40; R05 36(1)): a reason moves the last day by a recorded act (an extension, a
    hearing), so a clock that is past it has none. What fell due and was done late after `since`, while nobody
    looked, is found too; what came in from a register with its late answer is not.
    """
    one_at_a_time("supervision", [b"late clocks"])
    found = _late(since, at)
    count = sum(_found_acts(row, since, by, at) for row in EVENTS)
    while rows := list(found[:AT_ONCE]):
        triggers = [
            SupervisionTrigger(
                matter_id=clock.matter_id,
                cause=CLOCKS[clock.family].cause,
                clock=clock,
                due_on=clock.due_on,
                unit_id=min(owing_units(clock.matter, clock.family), default=None),
                opened_at=at,
            )
            for clock in rows
        ]
        SupervisionTrigger.objects.bulk_create(triggers)
        record_many(
            [
                Record(
                    "supervision.triggered",
                    "matter",
                    clock.matter_id,
                    clock.matter.number,
                    after={"rule": clock.rule, "due_on": clock.due_on.isoformat()},
                )
                for clock in rows
            ],
            by=by,
            at=at,
        )
        count += len(rows)
    return count


def _found_acts(row: TriggerRule, since: datetime, by: Actor, at: datetime) -> int:
    """A trigger for each line of the timeline that a row of the table names, each once."""
    assert row.which is not None
    lines = TimelineEntry.objects.filter(verb__in=row.verbs, at__gt=since - timedelta(days=1), at__lte=at)
    known = SupervisionTrigger.objects.filter(act=OuterRef("pk"), event=row.key)
    fresh = row.which(lines).filter(~Exists(known)).exclude(matter__state="reverted")
    found = list(fresh.select_related("matter").order_by("pk"))
    SupervisionTrigger.objects.bulk_create(
        SupervisionTrigger(
            matter_id=line.matter_id,
            cause=row.cause,
            act=line.pk,
            event=row.key,
            unit_id=line.matter.unit_id,
            opened_at=at,
        )
        for line in found
    )
    told = [
        Record(
            "supervision.triggered", "matter", each.matter_id, each.matter.number, after={"cause": row.cause}
        )
        for each in found
    ]
    record_many(told, by=by, at=at)
    return len(found)


def _late(since: datetime, at: datetime) -> QuerySet[Clock]:
    today, from_day = timezone.localdate(at), timezone.localdate(since) - timedelta(days=1)
    known = SupervisionTrigger.objects.filter(clock=OuterRef("pk"), due_on=OuterRef("due_on"))
    late = Q(state=ClockState.OPEN, due_on__lt=today)
    done = Q(
        state=ClockState.MET, met_on__gt=F("due_on"), due_on__gte=from_day, due_on__lt=today, met_at__gt=since
    )
    met_on = TruncDate("met_at", output_field=DateField())
    duties = Clock.objects.filter(duty=True, family__in=CLOCKS).exclude(matter__state="reverted")
    fresh = duties.annotate(met_on=met_on).filter(late | done).filter(~Exists(known))
    return fresh.select_related("matter").order_by("due_on", "pk")
