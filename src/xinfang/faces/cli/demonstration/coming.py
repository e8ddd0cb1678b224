"""What the demonstration's leaders have before them: receptions to come, and something to instruct."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Wish
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.faces.cli.demonstration.composing import form_key
from xinfang.faces.cli.demonstration.leaders import LEADERS, open_leaders
from xinfang.faces.cli.demonstration.office import Office
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.scope import whole

__all__ = ["coming", "first_day_of", "hours_of"]

WISHES = (("反映小区电梯停运", 3), ("咨询旧楼加装电梯的补助", 1), ("反映夜间施工扰民", 4))
NOON, LAST_HOUR = time(11), time(16)  # from when on today's reception is in the afternoon, or another day's
PROPOSAL = "拟请承办单位十五日内查清情况，提出处理意见并回复来信人。"


def coming(office: Office, now: datetime) -> None:
    """A plan of this year with a day for each of the first leaders from today on, bookings, and matters put
    before the first of them."""
    keys, by, days = open_leaders(office), office.clerk, calendar()
    today, first_day = timezone.localdate(now), first_day_of(now)
    worked = [day for day in (first_day + timedelta(days=n) for n in range(60)) if days.is_working(day)]
    planned = [day for day in worked if day.year == today.year][:6:2]
    if not planned:
        return
    plan_id = rota.open_plan(unit_id=office.root_id, year=today.year, by=by, at=now)
    booked = [_day(office, plan_id, keys, place, day, now) for place, day in enumerate(planned)]
    first = LEADERS[0]
    head = Actor(keys[first.username], first.title, office.root_id, by.unit, origin="demonstration")
    for act, who in ((rota.submit, by), (rota.approve, head), (rota.publish, by)):
        act(plan_id=plan_id, by=who, at=now)
    for number, (subject, heads) in enumerate(WISHES):
        wish = Wish("phone", subject, heads, "预约人 13900009999")
        key = form_key(f"booking-{today}-{number}")
        actions.book(day_id=booked[0], wish=wish, by=by, at=now, form_key=key)
    for matter in petitions.matters(whole(by)).filter(confined=False).order_by("-received_at", "-pk")[:3]:
        asking = Asking("matter", office.root_id, keys[LEADERS[0].username], "", matter.pk)
        unit, due = matter.unit_id, None
        instructions.ask(asking=asking, proposal=PROPOSAL, unit_id=unit, due_on=due, by=by, at=now)


def first_day_of(now: datetime) -> date:
    """From which day on somebody can still come: what is over takes no booking."""
    here = timezone.localtime(now)
    return here.date() + timedelta(days=here.time() >= LAST_HOUR)


def hours_of(day: date, now: datetime) -> tuple[time, time]:
    """When a leader receives on a day: in the morning, or today in the afternoon once it is late for that."""
    here = timezone.localtime(now)
    return (time(14), time(17)) if day == here.date() and here.time() >= NOON else (time(9), time(12))


def _day(office: Office, plan_id: int, keys: dict[str, int], place: int, day: date, now: datetime) -> int:
    each = LEADERS[place]
    begins, ends = hours_of(day, now)
    where = Place(keys[each.username], each.title, begins, ends, "区信访接待大厅1号接待室", each.name)
    return rota.add_day(plan_id=plan_id, place=where, day=day, by=office.clerk, at=now)
