"""The account of a date: where it starts, which days were counted, which passed over, and why it moved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import ClockRule, counted, rule, stopped_days
from xinfang.engines.workdays import Calendar

__all__ = ["Day", "Explanation", "explain"]

Said = Callable[[date], str]
Mark = Literal["counted", "rest", "passed", "stopped", "due"]
NAMED_AT_MOST = 8  # days of rest that are told one by one
LONGEST = 400  # days that a strip shows
CIVIL_CODE = date(2021, 1, 1)  # in force since


@dataclass(frozen=True)
class Day:
    """One square of the strip: counted; a day of rest that counts all the same; passed over; the clock stood;
    the last day."""

    day: date
    mark: Mark
    name: str = ""


@dataclass(frozen=True)
class Explanation:
    """`sentences` say in words what `strip` shows; `warning` is '' unless the date may still change;
    `caution` is '' unless something about the rule itself is not certain. `general`: the articles by
    which days were counted; '' when none were."""

    started_on: date
    due_on: date
    strip: tuple[Day, ...]
    passed: tuple[Day, ...]
    moved: bool
    source: str
    sentences: tuple[str, ...]
    warning: str
    caution: str = ""
    general: str = ""


def explain(clock: Clock, calendar: Calendar, today: date | None = None) -> Explanation:
    """Explain a stored clock by its own dates: the first day is not counted, a last day of rest moves.

    A day that somebody set so far away that nobody counts to it has no strip. Days of another year than
    `today`'s are told with their year.
    """
    said = partial(_said, year=today.year if today else None)
    under = rule(clock.rule)
    stood = stopped_days(clock.stops)
    span = (clock.due_on - clock.started_on).days
    strip = tuple(
        _day(clock, under, calendar, stood, clock.started_on + timedelta(days=n))
        for n in range(1, span + 1 if span <= LONGEST else 1)
    )
    passed = tuple(day for day in strip if day.mark == "passed")
    return Explanation(
        started_on=clock.started_on,
        due_on=clock.due_on,
        strip=strip,
        passed=passed,
        moved=clock.due_on != clock.nominal_on,
        source=f"{under.law}{under.article}",
        sentences=_sentences(clock, under, passed, said),
        warning=_warning(clock, calendar, said),
        caution=str(under.caution),
        general="" if clock.fixed or under.unit == "at_once" else _general(clock.started_on),
    )


def _general(day: date) -> str:
    """The Civil Code; before it, the General Principles of 1986."""
    if day >= CIVIL_CODE:
        return _("《民法典》第二百零一条、第二百零三条")
    return _("《民法通则》第一百五十四条")


def _day(clock: Clock, under: ClockRule, calendar: Calendar, stood: frozenset[date], day: date) -> Day:
    name = calendar.names.get(day, "")
    if day in stood or (clock.stopped_on and day >= clock.stopped_on):
        return Day(day, "stopped", name)
    if day == clock.due_on:
        return Day(day, "due", name)
    if calendar.is_working(day):
        return Day(day, "counted", name)
    name = name or (_("星期六") if day.weekday() == 5 else _("星期日"))
    over = under.unit == "working_days" or day >= clock.nominal_on
    return Day(day, "passed" if over and not clock.fixed else "rest", name)


def _sentences(clock: Clock, under: ClockRule, passed: tuple[Day, ...], said: Said) -> tuple[str, ...]:
    ended = _end(clock, under, passed, said)
    return (*_start(clock, under, said), *_stops(clock, said), *ended, *_right(clock, under, said))


def _start(clock: Clock, under: ClockRule, said: Said) -> tuple[str, ...]:
    """From when, how long, and what was granted on top."""
    began = str(under.begins) % {"day": said(clock.started_on)}
    if clock.fixed:
        return (_("%(began)s，最迟日期是指定的，不另推算。") % {"began": began},)
    if under.unit == "at_once":
        return (_("%(began)s，应当立即办理，当日完成。") % {"began": began},)
    sentence = (
        _("%(began)s，次日起算 %(length)d 个工作日。")
        if under.unit == "working_days"
        else _("%(began)s，次日起算 %(length)d 日。")
    )
    told = sentence % {"began": began, "length": under.length}
    if not clock.extended_days:
        return (told,)
    whole = under.length + clock.extended_days
    return told, _("批准延长 %(n)d 日，合计 %(whole)d 日。") % {"n": clock.extended_days, "whole": whole}


def _stops(clock: Clock, said: Said) -> tuple[str, ...]:
    """The time of hearings, which is not in the term."""
    told = [_stop(date.fromisoformat(first), date.fromisoformat(last), said) for first, last in clock.stops]
    if clock.state == ClockState.STOPPED and clock.stopped_on:
        now = _("%(day)s起听证，时限暂停；听证结束后再推算期满日。")
        told.append(now % {"day": said(clock.stopped_on)})
    return tuple(told)


def _stop(first: date, last: date, said: Said) -> str:
    if first == last:
        return _("%(first)s听证，1 日不计入。") % {"first": said(first)}
    told = _("%(first)s至 %(last)s听证，%(n)d 日不计入。")
    return told % {"first": said(first), "last": said(last), "n": (last - first).days + 1}


def _end(clock: Clock, under: ClockRule, passed: tuple[Day, ...], said: Said) -> tuple[str, ...]:
    due = said(clock.due_on)
    if clock.state == ClockState.STOPPED:
        return ()
    if clock.fixed or under.unit == "at_once":
        return (_("期满日是 %(due)s。") % {"due": due},)
    if under.unit == "working_days":
        last = _("期满日是 %(due)s。") % {"due": due}
        over = _("跳过 %(n)d 个休息日：%(days)s。") % {"n": len(passed), "days": _named(passed, said)}
        return (over, last) if passed else (last,)
    if clock.due_on == clock.nominal_on:
        return (_("期满日 %(due)s是工作日，不顺延。") % {"due": due},)
    return (
        _("期满日 %(nominal)s是休息日，顺延到 %(due)s。") % {"nominal": said(clock.nominal_on), "due": due},
        _("跳过：%(days)s。") % {"days": _named(passed, said)},
    )


def _named(passed: tuple[Day, ...], said: Said) -> str:
    told = _("%(day)s（%(name)s）")
    shown = _("、").join(told % {"day": said(day.day), "name": day.name} for day in passed[:NAMED_AT_MOST])
    more = len(passed) - NAMED_AT_MOST
    return shown if more <= 0 else _("%(shown)s等，另有 %(n)d 日") % {"shown": shown, "n": more}


def _right(clock: Clock, under: ClockRule, said: Said) -> tuple[str, ...]:
    if under.duty:
        return ()
    told = _("%(who)s可以在 %(due)s前（含当日）提出，过期不再接受；有正当理由、经审查同意的除外。")
    return (told % {"who": under.owed_by, "due": said(clock.due_on)},)


def _warning(clock: Clock, calendar: Calendar, said: Said) -> str:
    """Whether a date may move, asked of the calendar in force; and whether it would be another one today."""
    running = clock.state in (ClockState.OPEN, ClockState.STOPPED)
    if clock.fixed or not running:
        return ""
    now = counted(clock, calendar)
    if now.due != clock.due_on:
        told = _("起算后放假安排有更改：按现在的日历，期满日应是 %(due)s，请核对。")
        return told % {"due": said(now.due)}
    if now.provisional:
        told = _("%(year)d 年的放假安排还没有确认，这个日期可能变动。")
        return told % {"year": _open_year(clock, calendar)}
    return ""


def _open_year(clock: Clock, calendar: Calendar) -> int:
    """The first year that rules the term and is not confirmed; the last days of December hang on the next."""
    years = range(clock.started_on.year, clock.due_on.year + 2)
    return next((year for year in years if year not in calendar.confirmed), clock.due_on.year)


def _said(day: date, year: int | None) -> str:
    """A day; with its year when that is not the one in which it is read."""
    return date_format(day, _("n月j日") if year in (None, day.year) else _("Y年n月j日"))
