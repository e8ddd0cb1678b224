"""The year's plan is made: days by rule or one by one, on working days, without two things at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.rota.models import DayState, PlanState, ReceptionDay, ReceptionPlan
from xinfang.casework.rota.rules import NTHS, Slot, clashes, rule_days
from xinfang.engines.holidays import with_statutory
from xinfang.engines.workdays import Calendar
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.models import Posting

__all__ = [
    "Place",
    "Rule",
    "add",
    "add_by_rule",
    "add_by_rules",
    "add_day",
    "alone",
    "change_day",
    "open_plan",
    "problems_of",
    "remove_day",
    "working",
]

MOST_TOLD = 3  # days of a rule that are told when they cannot be


@dataclass(frozen=True)
class Place:
    """Who receives, as what, from when to when, and where."""

    leader_id: int | None
    post: str
    from_time: time
    to_time: time
    place: str
    name: str = ""


@dataclass(frozen=True)
class Rule:
    """Which days of the year: the n-th weekday (Monday 0) of some months; 5 is the last."""

    nth: int
    weekday: int
    months: tuple[int, ...]


@transaction.atomic
def open_plan(*, unit_id: int, year: int, by: Actor, at: datetime) -> int:
    """Begin the plan of a unit for a year; the one that is there already is returned. Returns its id."""
    one_at_a_time("reception plans", [f"{unit_id} {year}".encode()])
    known = ReceptionPlan.objects.filter(unit_id=unit_id, year=year).first()
    if known:
        return known.pk
    row = ReceptionPlan.objects.create(unit_id=unit_id, year=year, made_at=at)
    record(Record("reception_plan.opened", "reception_plan", row.pk, str(year)), by=by, at=at)
    return row.pk


@transaction.atomic
def add_by_rule(
    *, plan_id: int, place: Place, rule: Rule, by: Actor, at: datetime
) -> list[tuple[date, date]]:
    """Add the days that a rule gives; all of them or, when one cannot be, none.

    Returns (day the rule names, day it moved to) of those that a day of rest moved.
    """
    alone()
    plan = _open(plan_id)
    if found := _rule_problems(rule):
        raise Refusal(problems=found)
    days = working(plan.year)
    given = rule_days(plan.year, rule.nth, rule.weekday, rule.months, days)
    add(plan, place, [worked for _named, worked in given], days, by, at, {day: named for named, day in given})
    return [(named, worked) for named, worked in given if named != worked]


@transaction.atomic
def add_by_rules(
    *, plan_id: int, rows: Sequence[tuple[Place, Rule]], by: Actor, at: datetime
) -> list[tuple[date, date]]:
    """Add the days of several leaders, each by a rule of their own; all of them or none.

    What is wrong is told at the row's place in `rows`: the field `3-post` is the post of the fourth.
    """
    if not rows:
        raise Refusal(_("请至少为一位领导选择每月第几个星期几。"))
    moved: list[tuple[date, date]] = []
    found = []
    for number, (place, rule) in enumerate(rows):
        try:
            moved += add_by_rule(plan_id=plan_id, place=place, rule=rule, by=by, at=at)
        except Refusal as refusal:
            found += [Problem(f"{number}-{each.field}", each.sentence) for each in refusal.problems]
    if found:
        raise Refusal(problems=found)
    return moved


def _rule_problems(rule: Rule) -> list[Problem]:
    found = []
    if rule.nth not in NTHS or not 0 <= rule.weekday <= 6:
        found.append(Problem("nth", _("请选择每月第几个星期几。")))
    if not rule.months or not all(1 <= month <= 12 for month in rule.months):
        found.append(Problem("months", _("请至少选一个月。")))
    return found


def working(year: int) -> Calendar:
    """The calendar by which a year is planned: the law's holidays rest before the year is announced."""
    return with_statutory(calendar(), year)


@transaction.atomic
def add_day(*, plan_id: int, place: Place, day: date, by: Actor, at: datetime) -> int:
    """Add one day; raises Refusal for a day of rest, of another year, or when somebody is double-booked."""
    alone()
    plan = _open(plan_id)
    return add(plan, place, [day], working(plan.year), by, at)[0]


@transaction.atomic
def change_day(*, day_id: int, place: Place, day: date, by: Actor, at: datetime) -> None:
    """Set right an entry of a plan that is still being made."""
    alone()
    row = ReceptionDay.objects.select_for_update(of=("self",)).select_related("plan").get(pk=day_id)
    plan = _open(row.plan_id)
    found = _place_problems(place) or problems_of(plan, place, day, working(plan.year), but=row.pk)
    if found:
        raise Refusal(problems=found)
    before = {"post": row.post, "day": row.day.isoformat(), "place": row.place}
    row.leader_id, row.day = place.leader_id, day  # type: ignore[assignment]
    row.post, row.name, row.place = place.post.strip(), place.name.strip(), place.place.strip()
    row.from_time, row.to_time = place.from_time, place.to_time
    row.save()
    after = {"post": row.post, "day": row.day.isoformat(), "place": row.place}
    subject = f"{plan.year} {row.post} {row.day}"
    change = Record("reception_plan.day_changed", "reception_plan", plan.pk, subject, before, after)
    record(change, by=by, at=at)


@transaction.atomic
def remove_day(*, day_id: int, by: Actor, at: datetime) -> None:
    """Take a day out of a plan that is still being made; once approved it is changed with a reason."""
    row = ReceptionDay.objects.select_related("plan").get(pk=day_id)
    _open(row.plan_id)
    if row.changes.exists():  # while the plan was approved, before it came back
        raise Refusal(_("这一天批准以后改过，记录要保留，不能去掉；请修改它的日期、领导或者地点。"))
    subject = f"{row.plan.year} {row.post} {row.day}"
    row.delete()
    record(Record("reception_plan.day_removed", "reception_plan", row.plan_id, subject), by=by, at=at)


def alone() -> None:
    """Wait for whoever else sets or moves a day now: plans of several units share leaders and rooms, so that
    what stands in the way may be in a plan that is not locked. Asked for before any row is."""
    one_at_a_time("reception days", [b"all"])


def problems_of(plan: ReceptionPlan, place: Place, day: date, days: Calendar, but: int = 0) -> list[Problem]:
    """What is wrong with a day for a leader: rest, another year, a leader of another house, a clash.

    `but`: the day itself.
    """
    said = {"day": day.isoformat(), "post": place.post}
    found = []
    if day.year != plan.year:
        found.append(Problem("day", _("%(day)s 不在 %(year)s 年的计划里。") % {**said, "year": plan.year}))
    elif not days.is_working(day):
        said["name"] = days.names.get(day, _("休息日"))
        found.append(Problem("day", _("%(day)s 是%(name)s，不能安排接访。") % said))
    assert place.leader_id is not None
    posts = Posting.objects.in_force(day).filter(user_id=place.leader_id)
    if not posts.filter(unit__path__startswith=plan.unit.path).exists():
        sentence = _("%(post)s在 %(day)s 不在%(unit)s和下级单位任职，不能排进这个单位的接访。")
        found.append(Problem("leader", sentence % {**said, "unit": plan.unit.name}))
    known = ReceptionDay.objects.filter(day=day).exclude(state=DayState.CANCELLED).exclude(pk=but)
    slots = {_slot(row): row for row in known}
    new = Slot(place.leader_id, day, place.from_time, place.to_time, place.place)
    for other, why in clashes(new, slots):
        when = f"{other.from_time:%H:%M}—{other.to_time:%H:%M}"
        if why == "leader":
            sentence = _("%(post)s在 %(day)s %(when)s已经安排了接访，不能同时再排一场。")
        else:
            sentence = _("%(post)s排不进：%(place)s在 %(day)s %(when)s已经排给了%(other)s，请换时间或地点。")
        told = {**said, "when": when, "place": other.place, "other": slots[other].post}
        found.append(Problem("day", sentence % told))
    return found


def _slot(row: ReceptionDay) -> Slot:
    return Slot(row.leader_id, row.day, row.from_time, row.to_time, row.place)


def _open(plan_id: int) -> ReceptionPlan:
    plan = ReceptionPlan.objects.select_for_update().get(pk=plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refusal(_("计划已经报批，不能再编；已经公布的日子，请用改期、代为接访或者取消。"))
    return plan


def add(
    plan: ReceptionPlan,
    place: Place,
    days: Sequence[date],
    known: Calendar,
    by: Actor,
    at: datetime,
    named: Mapping[date, date] = MappingProxyType({}),
) -> list[int]:
    """Write days that the plan may have; all of them or none. `named`: which day a rule names for one that a
    day of rest moved. Returns their ids."""
    if found := _place_problems(place):
        raise Refusal(problems=found)
    for day in days:
        shifted = _("（规则是 %(day)s，遇休息日移到这一天）") % {"day": named.get(day, day).isoformat()}
        more = shifted if named.get(day, day) != day else ""
        found += [
            Problem(each.field, f"{each.sentence}{more}") for each in problems_of(plan, place, day, known)
        ]
    if found:
        raise Refusal(problems=_shortened(found))
    given = {
        "plan": plan,
        "leader_id": place.leader_id,
        "post": place.post.strip(),
        "name": place.name.strip(),
        "from_time": place.from_time,
        "to_time": place.to_time,
        "place": place.place.strip(),
    }
    rows = ReceptionDay.objects.bulk_create([ReceptionDay(day=day, **given) for day in days])
    after = {"post": place.post, "days": [day.isoformat() for day in days]}
    record(
        Record("reception_plan.days_added", "reception_plan", plan.pk, str(plan.year), after=after),
        by=by,
        at=at,
    )
    return [row.pk for row in rows]


def _shortened(found: list[Problem]) -> list[Problem]:
    """A rule that cannot be is told by its first days, not by each of a year."""
    if len(found) <= MOST_TOLD:
        return found
    more = _("还有 %(n)d 天也是这样。") % {"n": len(found) - MOST_TOLD}
    return [*found[:MOST_TOLD], Problem(found[-1].field, more)]


def _place_problems(place: Place) -> list[Problem]:
    found = []
    if place.leader_id is None:
        found.append(Problem("leader", _("请选择哪位领导接访。")))
    if not place.post.strip():
        found.append(Problem("post", _("请写明领导的职务，公布时要用。")))
    if not place.place.strip():
        found.append(Problem("place", _("请写明接访的地点。")))
    if place.to_time <= place.from_time:
        found.append(Problem("to_time", _("结束的时间要在开始之后。")))
    return found
