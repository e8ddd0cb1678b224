"""The year's oversight: late matters supervised, 22 backlog cases of which 20 are concluded, 17 visits down,
a sweep after the earthquake."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from xinfang.casework.backlog import actions as backlog
from xinfang.casework.backlog.queries import leaders
from xinfang.casework.outreach import actions as outreach
from xinfang.casework.outreach import queries as outreach_queries
from xinfang.casework.petitions.queries import lines_of
from xinfang.casework.supervision import actions as supervision
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.handling import Handled
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.registers.staff.scope import whole

__all__ = ["oversee"]

CHAPTER = 2008
BACKLOG, OPEN, VISITS, VISITS_SETTLED = 22, 2, 17, 9
LISTED = date(2008, 7, 21)
REASONS = ("old", "repeated", "unexecuted", "several", "policy", "assigned")
ENDINGS = ("solved", "solved", "explained", "aided")
# What each street found after the earthquake; the one that is not here did not report.
SWEPT = {
    "YX-LT": (
        outreach.Found(
            on=date(2008, 5, 30), place="石桥社区老楼片区", topic="墙体开裂待鉴定",
            what="三栋老楼外墙开裂，住户担心余震，等待鉴定。",
            disposition="watched", about=90, look_again_on=date(2008, 6, 20),
        ),
        "逐栋查看，发现一处，已列入鉴定计划。",
    ),
    "YX-BY": (
        outreach.Found(
            on=date(2008, 5, 29), place="新渡社区过渡安置点", topic="过渡安置点积水",
            what="安置点低洼，下雨积水，约四十户进出不便，正在抬高道路。",
            disposition="watched", about=120, look_again_on=date(2008, 6, 16),
        ),
        "看了三处安置点，一处积水，已请施工队抬高道路。",
    ),
    "YX-HX": (
        outreach.Found(
            on=date(2008, 5, 28), place="杏林社区临街铺面", topic="招牌松动",
            what="临街两处招牌震松，掉下来会砸到行人。",
            disposition="solved", about=10, outcome="当天请业主拆下。",
        ),
        "沿街逐户查看，两处招牌松动，当天拆除。",
    ),
}  # fmt: skip
PLACES = ("现场", "社区办公室", "施工工地", "住户家门口")


def oversee(office: Office, handled: Sequence[Handled], days: Calendar, chance: random.Random) -> None:
    """Carry out the year's oversight on what was handled in it."""
    mine = [each for each in handled if timezone.localdate(each.accepted).year == CHAPTER]
    _supervise(office, [each for each in mine if each.late], days)
    came = _last_came(mine)
    early = [each for each in mine if timezone.localdate(each.accepted) < LISTED - timedelta(days=20)]
    _list(office, chance.sample(early, BACKLOG), came, days, chance)
    _visit(office, mine, days, chance)
    _sweep(office)


def _last_came(mine: Sequence[Handled]) -> dict[int, datetime]:
    """Matter id -> when its petitioners came back last."""
    again = lines_of([each.matter_id for each in mine], ["repeat"])
    return {pk: max(row.at for row in rows) for pk, rows in again.items()}


def _supervise(office: Office, late: Sequence[Handled], days: Calendar) -> None:
    """Those that were decided late: ordered the day after the sixty days, answered with the opinion."""
    by = replace(office.clerk, label="信访局局长")
    for each in late:
        day = days.next_working(timezone.localdate(each.accepted) + timedelta(days=61))
        at = at_time(day, 10)
        ordered = supervision.Ordered(
            unit_id=_unit(office, each.unit),
            cause="late",
            means="phone",
            found="受理已满六十日，没有作出处理意见，也没有办理延期。",
            demand="立即作出处理意见并送达信访人，书面说明超期的原因。",
            due_on=days.next_working(day + timedelta(days=15)),
        )
        pk = supervision.order(matter_id=each.matter_id, ordered=ordered, by=by, at=at, on_paper=True)
        said = "处理意见已经作出并送达。超期是因为等待鉴定结论，已对经办人提醒谈话。"
        then = max(each.served, at)
        supervision.reply(order_id=pk, text=said, by=by, at=then, on_paper=True)
        supervision.accept(order_id=pk, by=by, at=then + timedelta(days=1))


def _list(
    office: Office,
    chosen: Sequence[Handled],
    came: dict[int, datetime],
    days: Calendar,
    chance: random.Random,
) -> None:
    """One list for the campaign; twenty resolved before the year's end, after the petitioners came last."""
    by, at = replace(office.clerk, label="信访局局长"), at_time(LISTED, 11)
    listed = backlog.make_list(
        name="2008 年信访积案", listed_on=LISTED, unit_id=office.root_id, by=by, at=at, aim="年底前化解九成。"
    )
    in_charge = leaders(LISTED)
    for place, each in enumerate(sorted(chosen, key=lambda row: row.served)):
        pk = backlog.put_on(
            list_id=listed,
            matter_id=each.matter_id,
            listed=backlog.Listed(REASONS[place % len(REASONS)], LISTED),
            by=by,
            at=at,
        )
        leader = in_charge[place % len(in_charge)]
        backlog.assign_leader(case_id=pk, leader_id=leader.pk, by=by, at=at + timedelta(hours=2))
        plan = backlog.Planned("领导到现场听取意见，承办单位限期落实，落实后回访。", date(2008, 12, 19))
        backlog.plan(case_id=pk, planned=plan, by=by, at=at + timedelta(days=2))
        if place < BACKLOG - OPEN:
            least = max(each.served, came.get(each.matter_id, at), at + timedelta(days=20))
            day = days.next_working(timezone.localdate(least) + timedelta(days=chance.randrange(1, 9)))
            backlog.conclude(
                case_id=pk,
                ending=ENDINGS[place % len(ENDINGS)],
                outcome="承办单位已按方案落实，信访人在场确认。",
                on=day,
                by=by,
                at=at_time(day, 16),
            )


def _visit(office: Office, mine: Sequence[Handled], days: Calendar, chance: random.Random) -> None:
    """Nine that were settled and eight that were not, before the answer was given; all concluded."""
    done = [each for each in mine if timezone.localdate(each.served).year == CHAPTER]
    quiet = chance.sample([each for each in done if each.settled], VISITS_SETTLED)
    others = chance.sample([each for each in done if not each.settled], VISITS - VISITS_SETTLED)
    for place, each in enumerate((*quiet, *others)):
        day = days.next_working(timezone.localdate(each.accepted) + timedelta(days=chance.randrange(3, 12)))
        by = replace(office.clerk, label=f"{each.unit}经办人")
        planned = outreach.Planned(
            unit_id=_unit(office, each.unit),
            led_by=f"{each.unit}分管领导",
            place=PLACES[place % len(PLACES)],
            on=day,
            purpose="到现场查清事由，当面听取意见，商定解决的办法。",
        )
        pk = outreach.plan_visit(matter_id=each.matter_id, planned=planned, by=by, at=at_time(day, 8, 30))
        due = day + timedelta(days=20)
        held = outreach.Held(day, "情况与反映的基本一致。", "限期落实，落实后当面回复。", due, 2)
        outreach.hold_visit(visit_id=pk, held=held, by=by, at=at_time(day, 17))
        after = max(timezone.localdate(each.served), day)
        outreach.conclude_visit(
            visit_id=pk, on=after, outcome="约定的事项已经落实，已当面回复。", by=by, at=at_time(after, 17)
        )


def _unit(office: Office, name: str) -> int:
    return int(next(unit.pk for unit in office.units.values() if str(unit) == name))


def _sweep(office: Office) -> None:
    """After the earthquake each street is asked; all but one report."""
    streets = sorted(code for code in office.street_of.values())
    codes = list(dict.fromkeys(streets))
    by, at = replace(office.clerk, label="信访局局长"), at_time(date(2008, 5, 26), 9)
    asked = outreach.Asked(
        name="震后住房安全排查",
        topic="震后住房安全",
        form="哪些小区、多少户、已经怎样处理；没有的也要报。",
        from_day=date(2008, 5, 26),
        due_on=date(2008, 6, 6),
        unit_ids=tuple(office.units[code].pk for code in codes),
    )
    sweep = outreach.ask(asked=asked, unit_id=office.root_id, by=by, at=at)
    moment = at_time(date(2008, 6, 5), 15)
    everywhere = whole(by)
    told = outreach_queries.sweep_in(everywhere, sweep)
    assert told
    for task in outreach_queries.tasks(everywhere, told):
        if task.unit.code in SWEPT:
            found, summary = SWEPT[task.unit.code]
            who = replace(by, label=f"{task.unit}经办人")
            outreach.write_finding(task_id=task.pk, found=found, by=who, at=moment)
            outreach.report(task_id=task.pk, summary=summary, by=who, at=moment)
