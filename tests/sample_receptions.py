"""A reception day in the middle of being held, for tests that look at pages."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from xinfang.casework.campaigns.actions import Outline, open_campaign
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Place, Wish
from xinfang.casework.receptions.models import NoticePlace, ReceptionDay
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar

__all__ = ["held"]


def held(visit: str, district: Any, leader: Any, by: Actor, at: datetime) -> dict[str, int]:
    """A published plan with today's reception, its month's notice, a booking, and somebody who has come.

    A plan has no day of rest; on one, tests move the day to it by hand, so that today is always held.
    """
    today = timezone.localdate(at)
    plan = actions.open_plan(unit_id=district.root.pk, year=today.year, by=by, at=at)
    place = Place(leader.pk, "党工委书记", time(9), time(12), "区信访接待大厅1号接待室", "沈云安")
    worked = next(
        day for day in (today.replace(day=number) for number in range(10, 29)) if calendar().is_working(day)
    )
    day = actions.add_day(plan_id=plan, place=place, day=worked, by=by, at=at)
    ReceptionDay.objects.filter(pk=day).update(day=today)
    head = Actor(None, "管委会主任", district.root.pk, str(district.root))
    for act, who in ((actions.submit, by), (actions.approve, head), (actions.publish, by)):
        act(plan_id=plan, by=who, at=at)
    notice = actions.issue_notice(plan_id=plan, month=today.month, by=by, at=at)
    wish = Wish("phone", "路灯不亮要求修复", 2, "何先生 13912340217")
    actions.book(day_id=day, wish=wish, by=by, at=at)
    arrival = actions.arrive(day_id=day, came=Came(7, at, visit=visit), by=by, at=at)
    outline = Outline("书记大接访", "重点案件逐件化解。", today.replace(day=1), today, [leader.pk])
    campaign = open_campaign(unit_id=district.root.pk, outline=outline, by=by, at=at)
    hung = NoticePlace.objects.filter(notice_id=notice).earliest("pk")
    found = {"plan": plan, "reception": day, "month_notice": notice, "place": hung.pk, "arrival": arrival}
    return found | {"campaign": campaign}
