"""The only writers of clocks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import rule_for
from xinfang.engines.workdays import term
from xinfang.kernel.bulk import copy_in, unsaved
from xinfang.registers.calendars.queries import calendar

__all__ = ["meet", "start"]


@transaction.atomic
def start(event: str, begun: Sequence[tuple[int, datetime]], *, at: datetime) -> int:
    """Start the clock that an event begins, for each (matter id, moment); returns how many were started."""
    days = calendar()
    clocks = []
    for matter_id, moment in begun:
        day = timezone.localdate(moment)
        rule = rule_for(event, day)
        if rule:
            found = term(days, day, rule.length, rule.unit)
            clocks.append(
                unsaved(Clock)(
                    matter_id=matter_id,
                    rule=rule.key,
                    started_on=day,
                    nominal_on=found.nominal,
                    due_on=found.due,
                    provisional=found.provisional,
                )
            )
    copy_in(Clock, clocks)
    return len(clocks)


@transaction.atomic
def meet(matter_ids: Sequence[int], *, at: datetime, prefix: str = "") -> int:
    """The act that open clocks wait for was done; `prefix` narrows to one kind of clock."""
    found = Clock.objects.filter(matter_id__in=matter_ids, state=ClockState.OPEN, rule__startswith=prefix)
    return found.update(state=ClockState.MET, met_at=at)
