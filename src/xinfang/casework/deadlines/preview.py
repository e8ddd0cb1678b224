"""The clock that an act will start, told before it is started."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import counted, rule_for
from xinfang.registers.calendars.queries import calendar

__all__ = ["Preview", "preview"]


@dataclass(frozen=True)
class Preview:
    """What will run, until when, and why; `warning` says when the date may still move."""

    label: Promise | str
    owed_by: Promise | str
    law: Promise | str
    article: str
    due_on: date
    sentences: tuple[str, ...]
    warning: str

    @property
    def source(self) -> str:
        """The article by which it runs, with its law."""
        return f"{self.law}{self.article}"


def preview(family: str, moment: datetime, until: date | None = None) -> Preview | None:
    """The clock of a family that begins at a moment; None when no rule was in force then, or the law
    leaves its length to whoever orders the act. `until`: the last day that the act itself names."""
    day = timezone.localdate(moment)
    rule = rule_for(family, day)
    if rule is None:
        return None
    named = until if rule.settable else None
    if named is None and not rule.length and rule.unit != "at_once":
        return None
    days = calendar()
    clock = Clock(rule=rule.key, started_on=day, fixed=named is not None)
    if named is None:
        found = counted(clock, days)
        clock.nominal_on, clock.due_on = found.nominal, found.due
    else:
        clock.nominal_on = clock.due_on = named
    told = explain(clock, days)
    article = str(rule.article)
    return Preview(rule.label, rule.owed_by, rule.law, article, clock.due_on, told.sentences, told.warning)
