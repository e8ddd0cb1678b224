"""The only writers of clocks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.utils import timezone

from xinfang.casework.deadlines.models import Clock, ClockState, MetBy
from xinfang.casework.deadlines.rules import ClockRule, rule, rule_for
from xinfang.engines.workdays import Term, term
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in, unsaved
from xinfang.registers.calendars.queries import calendar

__all__ = ["count_again", "meet", "start"]


@transaction.atomic
def start(event: str, *, begun: Sequence[tuple[int, datetime]], at: datetime) -> int:
    """Start the clock that an event begins, for each (matter id, moment); returns how many were started."""
    days, zone = calendar(), timezone.get_current_timezone()

    @cache  # a register's thousand matters began on a few days
    def counted(day: date) -> tuple[ClockRule, Term] | None:
        ruled = rule_for(event, day)
        return (ruled, term(days, day, ruled.length, ruled.unit)) if ruled else None

    clocks = []
    for matter_id, moment in begun:
        day = moment.astimezone(zone).date()
        if told := counted(day):
            ruled, found = told
            clocks.append(
                unsaved(Clock)(
                    matter_id=matter_id,
                    rule=ruled.key,
                    started_on=day,
                    nominal_on=found.nominal,
                    due_on=found.due,
                    provisional=found.provisional,
                )
            )
    copy_in(Clock, clocks, keys=False)
    return len(clocks)


@transaction.atomic
def meet(done: Mapping[int, datetime], *, by_act: MetBy) -> int:
    """The act that clocks wait for was done: matter id -> when. Returns how many clocks it met.

    Routing meets the running terms for routing; an answer and a reversal end all, stopped ones too.
    The moment is the act's own: an answer of 2019 that is imported today was given in 2019.
    """
    waiting = Clock.objects.filter(matter_id__among=list(done))
    if by_act == MetBy.ROUTE:
        waiting = waiting.filter(state=ClockState.OPEN, rule__startswith="route")
    else:
        waiting = waiting.exclude(state=ClockState.MET)
    clocks = list(waiting.only("matter"))
    for clock in clocks:
        clock.state, clock.met_at, clock.met_by = ClockState.MET, done[clock.matter_id], by_act
    change_many(Clock, clocks, ["state", "met_at", "met_by"])
    return len(clocks)


@transaction.atomic
def count_again(*, by: Actor, at: datetime) -> int:
    """Count every open clock anew after the calendar changed; returns how many dates or marks changed.

    Each change leaves an audit row with the date before and after. Clocks that were met keep their dates.
    """
    days = calendar()
    changed, records = [], []
    for clock in (
        Clock.objects.select_for_update(of=("self",)).filter(state=ClockState.OPEN).select_related("matter")
    ):
        ruled = rule(clock.rule)
        found = term(days, clock.started_on, ruled.length, ruled.unit)
        if (found.due, found.nominal, found.provisional) == (
            clock.due_on,
            clock.nominal_on,
            clock.provisional,
        ):
            continue
        before = {"due_on": clock.due_on.isoformat(), "provisional": clock.provisional}
        clock.due_on, clock.nominal_on, clock.provisional = found.due, found.nominal, found.provisional
        after = {"due_on": clock.due_on.isoformat(), "provisional": clock.provisional}
        records.append(
            Record(
                "clock.recounted", "matter", clock.matter_id, clock.matter.number, before=before, after=after
            )
        )
        changed.append(clock)
    Clock.objects.bulk_update(changed, ["due_on", "nominal_on", "provisional"], batch_size=500)
    record_many(records, by=by, at=at)
    return len(changed)
