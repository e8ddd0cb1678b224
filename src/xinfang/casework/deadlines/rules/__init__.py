"""Statutory clocks as data: each with its article, by rule set and place; and how a date follows from one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from django.conf import settings

from xinfang.casework.deadlines.rules.local import LOCAL, TARGETS
from xinfang.casework.deadlines.rules.national import NATIONAL
from xinfang.casework.deadlines.rules.rule import ClockRule
from xinfang.casework.petitions.events import Moved
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.engines.workdays import Calendar, Term, term

__all__ = [
    "CLOCKS",
    "IN_FORCE_2022",
    "ClockRule",
    "Counting",
    "counted",
    "owed",
    "rule",
    "rule_for",
    "stopped_days",
    "targets_beside",
    "with_source",
]

CLOCKS: tuple[ClockRule, ...] = (*LOCAL, *NATIONAL, *TARGETS)
_BY_KEY = {each.key: each for each in CLOCKS}
# A local rule stands before the national one of its family.
_BY_FAMILY: dict[str, list[ClockRule]] = {}
for _each in (*LOCAL, *NATIONAL):
    _BY_FAMILY.setdefault(_each.family, []).append(_each)
ONE_DAY = timedelta(days=1)


def rule(key: str) -> ClockRule:
    """The rule of a stored clock."""
    return _BY_KEY[key]


def with_source(sentence: str, key: str) -> str:
    """What is refused about a stored clock, with the article by which it runs, whatever the law of today."""
    return f"{sentence}（{rule(key).law}{rule(key).article}）"


def rule_for(family: str, day: date) -> ClockRule | None:
    """The rule that a clock begun on `day` runs under at this site; None when none was in force."""
    for each in _BY_FAMILY.get(family, ()):
        if each.place in ("", settings.XINFANG_PLACE) and each.in_force(day):
            return each
    return None


def targets_beside(family: str, day: date) -> list[ClockRule]:
    """The internal targets that this site runs beside the clocks of a family."""
    wanted = settings.XINFANG_TARGETS
    if not wanted:
        return []
    return [each for each in TARGETS if each.key in wanted and each.beside == family and each.in_force(day)]


class Counting(Protocol):
    """What counting needs of a clock. `stops`: first and last day of each stop, as ISO dates."""

    rule: str
    started_on: date
    extended_days: int
    stops: list[list[str]]


def counted(clock: Counting, days: Calendar) -> Term:
    """The term of a clock: its rule's length and what was granted; days on which it stood do not count."""
    under = rule(clock.rule)
    start = clock.started_on
    if under.unit == "at_once":
        return Term(start, 0, "days", start, start, (), (), provisional=False)
    length = under.length + clock.extended_days
    return term(days, start, length, under.unit, stopped_days(clock.stops))


def stopped_days(stops: Sequence[Sequence[str]]) -> frozenset[date]:
    """The days of all stops, each once; the first and the last day of a stop belong to it."""
    spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in stops]
    return frozenset(first + n * ONE_DAY for first, last in spans for n in range((last - first).days + 1))


def owed(family: str, moved: Moved, *, middle: bool = False) -> bool:
    """Whether a clock of a family runs at all for this matter. `middle`: a tier that passes it on has it."""
    if family == "notify":
        return moved.answerable
    if family == "report_up":
        return moved.urgent
    if family == "pass_on":
        return moved.simple and middle
    if family == "simple_accept":
        return moved.simple
    return True
