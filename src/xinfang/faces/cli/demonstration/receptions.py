"""The leaders' receptions of 2008: planned in January, published, noticed month by month, held, answered.

12 leaders, 97 leader-days, 188 batches, 338 persons; 党工委书记 5/44/78, 管委会主任 5/44/81; 78 settled on
the spot and 110 supervised, of which 104 answered and 52 accepted. Each batch is a visit of the register,
received by a leader some weeks after it was written down; so the visits of the year stay as they are.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xinfang.casework.campaigns.actions import Outline, open_campaign
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Told
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Result
from xinfang.casework.receptions.queries import days_of, notice_of, plan_in
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place, Rule
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.leaders import LEADERS, open_leaders
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.scope import whole

__all__ = ["Visit", "hold"]

YEAR = 2008
SETTLED, ANSWERED, ACCEPTED, ASKED = 78, 104, 52, 92  # of 188, of 110, of 104, of 104
HALL = "区信访接待大厅{}号接待室"
QUAKE_MOVED = (date(2008, 5, 13), date(2008, 5, 22), "抗震救灾，改期接访")
DONE = ("当场协调有关部门，问题已经解决。", "现场答复并办结，来访人表示认可。", "当面核清政策，当天兑现。")
TOLD = ("请查清事实，依照政策限期解决，结果回复来访人。", "请现场查看，拿出处理意见，按期报告。")
ANSWERS = ("已经查清，按政策落实到位，并回复来访人。", "已到现场处理，后续安排已经告知来访人。")


@dataclass(frozen=True)
class Visit:
    """A visit of the register: its number, matter, day, heads, whose matter it is, and what kind."""

    number: str
    matter_id: int
    day: date
    heads: int
    unit_code: str
    purpose: str


@dataclass(frozen=True)
class _Received:
    """An arrival with what its answer needs."""

    arrival_id: int
    instruction_id: int
    day: date


def hold(office: Office, visits: Sequence[Visit]) -> None:
    """The whole year, through the actions that people use."""
    chance, days = random.Random(YEAR), calendar()  # noqa: S311 - not a secret
    keys = open_leaders(office)
    _campaign(office, keys)
    plan_id = _planned(office, keys)
    _noticed(office, plan_id, days)
    waiting = [visit for visit in visits if visit.purpose != "accusation"]
    dealt = _dealt(plan_id, keys, sorted(waiting, key=lambda visit: (visit.day, visit.number)))
    count = sum(len(batch) for _day_id, _day, batch in dealt)
    settled = set(chance.sample(range(count), SETTLED))
    supervised, place = [], 0
    for day_id, day, batch in dealt:
        for order, visit in enumerate(batch):
            received = _receive(office, day_id, day, order, visit, chance, settled=place in settled)
            supervised += [] if place in settled else [received]
            place += 1
        actions.close_day(day_id=day_id, by=office.clerk, at=at_time(day, 17, 30), knowing=True)
    _answered(office, supervised, days, chance)


def _campaign(office: Office, keys: dict[str, int]) -> None:
    """The frame in which the year's figures are printed."""
    aims = "领导公开接访，面对面解决群众反映的突出问题，件件有批示、有结果。"
    outline = Outline("2008年书记大接访", aims, date(YEAR, 2, 1), date(YEAR, 12, 31), list(keys.values()))
    opened = at_time(date(YEAR, 1, 7), 9)
    open_campaign(unit_id=office.root_id, outline=outline, by=office.clerk, at=opened)


def _planned(office: Office, keys: dict[str, int]) -> int:
    """In January: made by rules, approved, published, sent up with its receipt."""
    by, at = office.clerk, at_time(date(YEAR, 1, 8), 10)
    plan_id = rota.open_plan(unit_id=office.root_id, year=YEAR, by=by, at=at)
    for each in LEADERS:
        place = Place(keys[each.username], each.title, time(9), time(12), HALL.format(each.room), each.name)
        rule = Rule(each.nth, each.weekday, each.months)
        rota.add_by_rule(plan_id=plan_id, place=place, rule=rule, by=by, at=at)
    rota.submit(plan_id=plan_id, by=by, at=at)
    head = Actor(
        keys[LEADERS[0].username], LEADERS[0].title, office.root_id, "云溪区", origin="demonstration"
    )
    rota.approve(plan_id=plan_id, by=head, at=at_time(date(YEAR, 1, 9), 9))
    rota.publish(plan_id=plan_id, by=by, at=at_time(date(YEAR, 1, 10), 9))
    sent = at_time(date(YEAR, 1, 10), 16)
    number = "云溪信报〔2008〕1号"
    rota.send_up(plan_id=plan_id, sent_to="市信访局", number=number, on_paper=True, by=by, at=sent)
    receipt = at_time(date(YEAR, 1, 14), 10)
    rota.record_receipt(
        plan_id=plan_id, receipt_on=receipt.date(), receipt_by="市信访局办公室", by=by, at=receipt
    )
    _moved(office, plan_id)
    return plan_id


def _moved(office: Office, plan_id: int) -> None:
    """The day after the earthquake nobody received: moved, with its reason, in public."""
    on, to, why = QUAKE_MOVED
    for row in _days(office, plan_id):
        if row.day == on:
            at = at_time(date(YEAR, 5, 12), 17)
            actions.move_day(day_id=row.pk, to_day=to, reason=why, by=office.clerk, at=at)


def _days(office: Office, plan_id: int) -> list:
    plan = plan_in(whole(office.clerk), plan_id)
    assert plan is not None
    return days_of(plan)


def _noticed(office: Office, plan_id: int, days: Calendar) -> None:
    """Each month's notice hangs before the month before has ended, once in a while a place is late."""
    months = sorted({row.day.month for row in _days(office, plan_id)})
    for month in months:
        issued = days.next_working(date(YEAR, month, 1) - timedelta(days=12))
        pk = rota.issue_notice(plan_id=plan_id, month=month, by=office.clerk, at=at_time(issued, 10))
        notice = notice_of(whole(office.clerk), pk)
        assert notice is not None
        hung = days.add_working(issued, 2)
        for place in notice.places.all():
            rota.tick_place(place_id=place.pk, posted_on=hung, by=office.clerk, at=at_time(hung, 16))


def _dealt(plan_id: int, keys: dict[str, int], visits: list[Visit]) -> list[tuple[int, date, list[Visit]]]:
    """Which visits are received on which day: (day id, day, visits), in order of time.

    Each leader's (or the ten others' together) batches and persons come out exactly: of those who came before
    the day, whoever brings the sum nearest to what is left, the longest waiting first.
    """
    office = Actor(None, "演示数据", origin="demonstration")
    plan = plan_in(whole(office), plan_id)
    assert plan is not None
    rows = days_of(plan)
    left = {key: [each.batches, each.persons] for key, each in _sums(keys).items()}
    group = {pk: key for key, each in _sums(keys).items() for pk in each.leader_ids}
    share = _shares(rows, group, left)
    found = []
    for row in rows:
        key, batch = group[row.leader_id], []
        for _place in range(share[row.pk]):
            visit = _nearest(visits, row.day, left[key])
            visits.remove(visit)
            left[key] = [left[key][0] - 1, left[key][1] - visit.heads]
            batch.append(visit)
        found.append((row.pk, row.day, batch))
    if any(each != [0, 0] for each in left.values()):
        raise RuntimeError(f"The receptions of the demonstration do not come out: {left}")
    return found


@dataclass(frozen=True)
class _Sum:
    """What some leaders receive together."""

    leader_ids: tuple[int, ...]
    batches: int
    persons: int


def _sums(keys: dict[str, int]) -> dict[str, _Sum]:
    first, second, *others = LEADERS
    rest = tuple(keys[each.username] for each in others)
    return {
        "first": _Sum((keys[first.username],), 44, 78),
        "second": _Sum((keys[second.username],), 44, 81),
        "others": _Sum(rest, 100, 179),
    }


def _shares(rows: Iterable, group: dict[int, str], left: dict[str, list[int]]) -> dict[int, int]:
    """How many batches each day receives: as even as can be, the more later in the year."""
    found: dict[int, int] = {}
    for key, (batches, _persons) in left.items():
        mine = [row.pk for row in rows if group[row.leader_id] == key]
        each, more = divmod(batches, len(mine))
        for place, pk in enumerate(mine):
            found[pk] = each + (place >= len(mine) - more)
    return found


def _nearest(visits: list[Visit], day: date, left: list[int]) -> Visit:
    wanted = left[1] / left[0]
    waiting = [visit for visit in visits if visit.day < day]
    if left[0] == 1:
        waiting = [visit for visit in waiting if visit.heads == left[1]]
    return min(waiting, key=lambda visit: abs(visit.heads - wanted))


def _receive(
    office: Office, day_id: int, day: date, order: int, visit: Visit, chance: random.Random, *, settled: bool
) -> _Received:
    """Arrived, called, instructed, and what it came to."""
    by = office.clerk
    came = at_time(day, 8, 40 + order)
    arrival_id = actions.arrive(
        day_id=day_id, came=Came(visit.heads, came, visit=visit.number), by=by, at=came
    )
    seen = at_time(day, 9) + timedelta(minutes=18 * order)
    actions.call(arrival_id=arrival_id, room="1号接待室", by=by, at=seen)
    given = seen + timedelta(minutes=10)
    due = day if settled else day + timedelta(days=30)
    told = Told(chance.choice(TOLD), office.units[visit.unit_code].pk, due)
    instruction = actions.instruct(arrival_id=arrival_id, told=told, by=by, at=given, dictated=True)
    ended = given + timedelta(minutes=5)
    note = chance.choice(DONE) if settled else "领导批示，交承办单位限期办理并回复。"
    result = Result("settled" if settled else "supervised", note, ended)
    actions.dispose(arrival_id=arrival_id, result=result, by=by, at=ended)
    return _Received(arrival_id, instruction, day)


def _answered(office: Office, supervised: list[_Received], days: Calendar, chance: random.Random) -> None:
    """Nearly all were answered; of those who were asked, just over half accepted."""
    accepted = set(chance.sample(range(ANSWERED), ACCEPTED))
    for place, each in enumerate(supervised[:ANSWERED]):
        at = _later(each.day, days, chance.randrange(9, 26))
        text = chance.choice(ANSWERS)
        instructions.answer(instruction_id=each.instruction_id, text=text, by=office.clerk, at=at)
        instructions.finish(instruction_id=each.instruction_id, by=office.clerk, at=at + timedelta(hours=1))
        if place in accepted or place < ASKED:
            asked = _later(timezone.localdate(at), days, 3)
            actions.record_view(
                arrival_id=each.arrival_id,
                accepts=place in accepted,
                asked_on=timezone.localdate(asked),
                by=office.clerk,
                at=asked,
            )


def _later(day: date, days: Calendar, count: int) -> datetime:
    return at_time(days.next_working(day + timedelta(days=count)), 15)
