"""The account of a date: where it starts, which days were counted, which passed over, and why it moved."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import ClockRule, rule
from xinfang.engines.workdays import Calendar, term

__all__ = ["Day", "Explanation", "explain"]

Mark = Literal["counted", "rest", "passed", "due"]


@dataclass(frozen=True)
class Day:
    """One square of the strip: counted; a day of rest that counts all the same; passed over; the last day."""

    day: date
    mark: Mark
    name: str = ""


@dataclass(frozen=True)
class Explanation:
    """`sentences` say in words what `strip` shows; `warning` is '' unless the date may still change."""

    started_on: date
    due_on: date
    strip: tuple[Day, ...]
    passed: tuple[Day, ...]
    moved: bool
    source: str
    sentences: tuple[str, ...]
    warning: str


def explain(clock: Clock, calendar: Calendar) -> Explanation:
    """Explain a stored clock by its own dates (民法典 201, 203: first day not counted, last day moves)."""
    under = rule(clock.rule)
    strip = tuple(
        _day(clock, under, calendar, clock.started_on + timedelta(days=n))
        for n in range(1, (clock.due_on - clock.started_on).days + 1)
    )
    passed = tuple(day for day in strip if day.mark == "passed")
    moved = clock.due_on != clock.nominal_on
    return Explanation(
        started_on=clock.started_on,
        due_on=clock.due_on,
        strip=strip,
        passed=passed,
        moved=moved,
        source=f"{under.law}{under.article}",
        sentences=(_start(clock, under), *_end(clock, under, passed)),
        warning=_warning(clock, under, calendar),
    )


def _day(clock: Clock, under: ClockRule, calendar: Calendar, day: date) -> Day:
    name = calendar.names.get(day, "")
    if day == clock.due_on:
        return Day(day, "due", name)
    if calendar.is_working(day):
        return Day(day, "counted", name)
    name = name or (_("星期六") if day.weekday() == 5 else _("星期日"))
    over = under.unit == "working_days" or day >= clock.nominal_on
    return Day(day, "passed" if over else "rest", name)


def _start(clock: Clock, under: ClockRule) -> str:
    sentence = (
        _("%(start)s收到，次日起算 %(length)d 个工作日。")
        if under.unit == "working_days"
        else _("%(start)s收到，次日起算 %(length)d 日。")
    )
    return sentence % {"start": _said(clock.started_on), "length": under.length}


def _end(clock: Clock, under: ClockRule, passed: tuple[Day, ...]) -> tuple[str, ...]:
    over = _("、").join(f"{_said(day.day)}（{day.name}）" for day in passed)
    due = _said(clock.due_on)
    if under.unit == "working_days":
        last = _("期满日是 %(due)s。") % {"due": due}
        return (
            (_("跳过 %(n)d 个休息日：%(days)s。") % {"n": len(passed), "days": over}, last)
            if passed
            else (last,)
        )
    if clock.due_on == clock.nominal_on:
        return (_("期满日 %(due)s是工作日，不顺延。") % {"due": due},)
    return (
        _("期满日 %(nominal)s是休息日，顺延到 %(due)s。") % {"nominal": _said(clock.nominal_on), "due": due},
        _("跳过：%(days)s。") % {"days": over},
    )


def _warning(clock: Clock, under: ClockRule, calendar: Calendar) -> str:
    """Whether a date may move, asked of the calendar in force; and whether it would be another one today."""
    now = term(calendar, clock.started_on, under.length, under.unit)
    if now.due != clock.due_on:
        told = _("起算后放假安排有更改：按现在的日历，期满日应是 %(due)s，请核对。")
        return told % {"due": _said(now.due)}
    if now.provisional:
        told = _("%(year)d 年的放假安排还没有确认，这个日期可能变动。")
        return told % {"year": max(clock.due_on.year, clock.nominal_on.year)}
    return ""


def _said(day: date) -> str:
    return date_format(day, _("n月j日"))
