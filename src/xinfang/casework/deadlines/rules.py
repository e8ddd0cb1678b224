"""Statutory clocks as data: each with its article, by rule set (2005 or 2022)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.events import Moved
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.engines.workdays import Calendar, Term, term

__all__ = ["CLOCKS", "IN_FORCE_2022", "ClockRule", "counted", "owed", "rule", "rule_for"]


@dataclass(frozen=True)
class ClockRule:
    """A term of the law. Days are calendar days unless the text says 工作日."""

    key: str
    label: Promise | str
    family: str  # what the workflow's clock column names
    length: int
    unit: Literal["days", "working_days"]
    owed_by: Promise | str
    law: Promise | str
    article: Promise | str
    valid_from: date
    valid_to: date | None = None
    duty: bool = True  # False: a right, which lapses
    settable: bool = False  # whoever orders the act may set the last day


CLOCKS: tuple[ClockRule, ...] = (
    ClockRule(
        "route_2005",
        _("登记并分送"),
        "route",
        15,
        "days",
        _("信访局"),
        _("《信访条例》（2005）"),
        _("第二十一条"),  # its English begins with a comma: it always follows the law's name
        date(2005, 5, 1),
        date(2022, 4, 30),
    ),
    ClockRule(
        "route_2022",
        _("登记并分送"),
        "route",
        15,
        "days",
        _("信访局"),
        _("《信访工作条例》（2022）"),
        _("第二十二条"),
        IN_FORCE_2022,
    ),
)


def rule_for(family: str, day: date) -> ClockRule | None:
    """The rule that a clock begun on `day` runs under; None before there was one."""
    for each in CLOCKS:
        if (
            each.family == family
            and each.valid_from <= day
            and (each.valid_to is None or day <= each.valid_to)
        ):
            return each
    return None


def rule(key: str) -> ClockRule:
    """The rule of a stored clock."""
    return next(found for found in CLOCKS if found.key == key)


class Counting(Protocol):
    """What counting needs of a clock."""

    rule: str
    started_on: date
    extended_days: int
    stopped_days: int


def counted(clock: Counting, days: Calendar) -> Term:
    """The term of a clock: its rule's length, and the days granted or stopped on top."""
    under = rule(clock.rule)
    return term(days, clock.started_on, under.length + clock.extended_days + clock.stopped_days, under.unit)


def owed(family: str, moved: Moved) -> bool:
    """Whether a clock of a family runs at all for this matter."""
    if family == "notify":
        return moved.answerable
    if family == "report_up":
        return moved.urgent
    if family in ("simple_accept", "pass_on"):
        return moved.simple
    return True
