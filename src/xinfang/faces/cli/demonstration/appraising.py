"""The appraisal of 2008: issued in January, opinions checked, worked out, one objection upheld, closed; and
this year's, which runs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.network import head_of
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.insight.appraisal import actions, queries
from xinfang.insight.appraisal.actions import Corrected, TargetEntry
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import whole

__all__ = ["appraise", "begin"]

TARGETS = (
    TargetEntry("timely_notice_rate", 95, 25),
    TargetEntry("on_time_rate", 95, 30),
    TargetEntry("satisfaction_unit", 85, 25),
    TargetEntry("opinion_quality", 90, 20),
)
ROUNDS = (date(2008, 3, 20), date(2008, 6, 20), date(2008, 9, 19), date(2008, 12, 19))
LACKING = {4: ("remedy", "没有写明复查机关和三十日期限。"), 9: ("claims", "第二项请求没有答复。")}
OBJECTED = "有一件按期做了，送达回证在卷，是登记晚了。"


def appraise(office: Office, days: Calendar) -> None:
    """All of it, through the actions that people use."""
    by = head_of(office)
    pk = _issue(office, 2008, days.next_working(date(2008, 1, 14)), by)
    _check(by)
    day = days.next_working(date(2009, 1, 12))
    until = day + timedelta(days=14)
    actions.work_out(scheme_id=pk, object_until=until, by=by, at=at_time(day, 10))
    _object(office, pk, at_time(days.next_working(day + timedelta(days=2)), 10), by)
    actions.close_scheme(scheme_id=pk, by=by, at=at_time(days.next_working(until + timedelta(days=1)), 16))


def begin(office: Office, now: datetime) -> None:
    """This year's targets, issued."""
    day = timezone.localdate(now)
    _issue(office, day.year, date(day.year, 1, 1), head_of(office))


def _issue(office: Office, year: int, day: date, by: Actor) -> int:
    at = at_time(day, 9)
    pk = actions.make_scheme(year=year, unit_id=office.root_id, targets=TARGETS, by=by, at=at)
    actions.issue_scheme(scheme_id=pk, by=by, at=at + timedelta(days=1))
    return pk


def _check(by: Actor) -> None:
    """Each quarter the ten that were drawn of what had been answered by then; two a year lack something."""
    place = 0
    for day in ROUNDS:
        at = at_time(day, 15)
        for matter in queries.drawn(whole(by), 2008):
            if matter.concluded_at is None or matter.concluded_at >= at:
                continue
            place += 1
            lacks, note = LACKING.get(place, ("", ""))
            has = {key: key != lacks for key in queries.CRITERIA}
            actions.check_opinion(matter_id=matter.pk, has=has, note=note, by=by, at=at)


def _object(office: Office, scheme_id: int, at: datetime, by: Actor) -> None:
    """The first unit that fell short objects, and is right."""
    scheme = queries.scheme_in(whole(by), scheme_id)
    assert scheme
    lines = [line for card in queries.cards(whole(by), scheme) for line in card.lines]
    wrong = next((each for each in lines if each.base and each.counted < each.base), None)
    if wrong is None:
        return
    unit = wrong.line.unit
    who = replace(office.clerk, user_id=None, label=f"{unit}负责人", unit_id=unit.pk, unit=str(unit))
    objection = actions.object_to(line_id=wrong.line.pk, reason=OBJECTED, by=who, at=at)
    right = Corrected(wrong.counted + 1, wrong.base)
    actions.rule_on(
        objection_id=objection,
        ruling="回证上的日期在期限以内，以回证为准，应当计入。",
        corrected=right,
        by=by,
        at=at + timedelta(days=3),
    )
