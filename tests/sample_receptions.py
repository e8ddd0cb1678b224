"""A reception day in the middle of being held, for tests that look at pages."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from xinfang.casework.campaigns.actions import Outline, open_campaign
from xinfang.casework.instructions.actions import Told
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import Arrival, NoticePlace, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.models import Posting, User

__all__ = ["SECRETS", "held"]

# Of the accusation: what was said at the desk, what the leader instructed, what it came to.
SECRETS = ("反映虚报补偿款", "请纪检机关核查补偿款去向。", "已交纪检机关查明去向。")


def held(visit: str, secret: str, district: Any, leader: Any, by: Actor, at: datetime) -> dict[str, int]:
    """A published plan with today's reception, its month's notice, a booking, somebody who has come,
    and one who came with an accusation (`secret`: its visit).

    A plan has no day of rest; on one, tests move the day to it by hand, so that today is always held.
    """
    today = timezone.localdate(at)
    plan = rota.open_plan(unit_id=district.root.pk, year=today.year, by=by, at=at)
    place = Place(leader.pk, "党工委书记", time(9), time(12), "区信访接待大厅1号接待室", "沈云安")
    worked = next(
        day for day in (today.replace(day=number) for number in range(10, 29)) if calendar().is_working(day)
    )
    day = rota.add_day(plan_id=plan, place=place, day=worked, by=by, at=at)
    # Tests are run at any hour.
    ReceptionDay.objects.filter(pk=day).update(day=today, from_time=time.min, to_time=time.max)
    head = Actor(None, "管委会主任", district.root.pk, str(district.root))
    for act, who in ((rota.submit, by), (rota.approve, head), (rota.publish, by)):
        act(plan_id=plan, by=who, at=at)
    notice = rota.issue_notice(plan_id=plan, month=today.month, by=by, at=at)
    wish = Wish("phone", "路灯不亮要求修复", 2, "何先生 13912340217")
    actions.book(day_id=day, wish=wish, by=by, at=at)
    arrival = actions.arrive(day_id=day, came=Came(7, at, visit=visit), by=by, at=at)
    outline = Outline("书记大接访", "重点案件逐件化解。", today.replace(day=1), today, [leader.pk])
    campaign = open_campaign(unit_id=district.root.pk, outline=outline, by=by, at=at)
    hung = NoticePlace.objects.filter(notice_id=notice).earliest("pk")
    found = {"plan": plan, "reception": day, "month_notice": notice, "place": hung.pk, "arrival": arrival}
    return found | {"campaign": campaign} | _confided(secret, day, district, by, at)


def _confided(visit: str, day: int, district: Any, by: Actor, at: datetime) -> dict[str, int]:
    """An accusation's arrival: instructed on, with a result, then joined to its visit and put under order."""
    officer = User.objects.create_user("discipline officer", title="纪检承办人")
    Posting.objects.create(
        user=officer, role="discipline_handler", unit=district.root, valid_from=date(2004, 1, 1)
    )
    arrival = actions.arrive(day_id=day, came=Came(1, at, subject=SECRETS[0]), by=by, at=at)
    told = Told(SECRETS[1], district.root.pk, timezone.localdate(at) + timedelta(days=30))
    instruction = actions.instruct(arrival_id=arrival, told=told, by=by, at=at, dictated=True)
    actions.dispose(arrival_id=arrival, result=Result("supervised", SECRETS[2], at), by=by, at=at)
    actions.link_visit(arrival_id=arrival, visit=visit, by=by, at=at)
    order = Arrival.objects.values_list("order_id", flat=True).get(pk=arrival)
    return {"secret_arrival": arrival, "secret_instruction": instruction, "secret_order": order or 0}
