"""Statutory clocks as data: each with its article, by rule set (2005 or 2022)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["CLOCKS", "IN_FORCE_2022", "ClockRule", "rule_for"]

IN_FORCE_2022 = date(2022, 5, 1)


@dataclass(frozen=True)
class ClockRule:
    """A term of the law. Days are calendar days unless the text says 工作日."""

    key: str
    label: Promise | str
    start: str  # the event that begins it
    length: int
    unit: Literal["days", "working_days"]
    owed_by: Promise | str
    law: Promise | str
    article: Promise | str
    valid_from: date
    valid_to: date | None = None


CLOCKS: tuple[ClockRule, ...] = (
    ClockRule(
        "route_2005",
        _("登记并分送"),
        "registered",
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
        "registered",
        15,
        "days",
        _("信访局"),
        _("《信访工作条例》（2022）"),
        _("第二十二条"),
        IN_FORCE_2022,
    ),
)


def rule_for(start: str, day: date) -> ClockRule | None:
    """The rule that a clock begun on `day` runs under; None before there was one."""
    for rule in CLOCKS:
        if rule.start == start and rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to):
            return rule
    return None


def rule(key: str) -> ClockRule:
    """The rule of a stored clock."""
    return next(found for found in CLOCKS if found.key == key)
