"""A published day is moved, given to a stand-in, or called off: with its reason, which is published too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bookings.actions.telling import tell_booked
from xinfang.casework.receptions.models import DayState, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions.changeable import changeable, chosen, name_of, place_of, written_down
from xinfang.casework.rota.actions.noticing import changed
from xinfang.casework.rota.actions.planning import alone, problems_of, working
from xinfang.casework.rota.published import reason_of
from xinfang.casework.rota.standing_in import handed
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many

__all__ = ["cancel_day", "keep_day", "move_day", "publish_change", "stand_in"]


@transaction.atomic
def move_day(*, day_id: int, to_day: date, reason: str, by: Actor, at: datetime, place: str = "") -> None:
    """Another day, another place, or both; never a day of rest or one on which somebody is double-booked.
    Another place alone also while people wait: the room may break in mid-morning."""
    alone()
    row, why = changeable(day_id), reason_of(reason)
    new = replace(place_of(row), place=place.strip() or row.place)
    if to_day != row.day:
        _refuse_visited(row)
    if (to_day, new.place) == (row.day, row.place):
        raise Refusal(problems=[Problem("day", _("请选另外的日期或地点。"))])
    if to_day < timezone.localdate(at):
        raise Refusal(problems=[Problem("day", _("新的日期不能早于今天。"))])
    if timezone.make_aware(datetime.combine(to_day, row.to_time)) <= at:
        raise Refusal(problems=[Problem("day", _("今天接访的时间已经过了，请改到以后的日子。"))])
    if found := problems_of(row.plan, new, to_day, working(row.plan.year), but=row.pk):
        raise Refusal(problems=found)
    kind, before = "move", {"day": row.day.isoformat(), "place": row.place}
    if to_day == row.day:
        kind, before = "place", {"place": row.place}
    row.day, row.place = to_day, new.place
    row.save(update_fields=["day", "place"])
    publish_change(row, kind, why, before, {"day": row.day.isoformat(), "place": row.place}, by, at)


@transaction.atomic
def stand_in(
    *, day_id: int, leader_id: int | None, post: str, reason: str, by: Actor, at: datetime, name: str = ""
) -> None:
    """Another leader receives on that day; refused once somebody has come, who counts for whom they saw."""
    alone()
    row, why = changeable(day_id), reason_of(reason)
    _refuse_visited(row)
    leader = chosen(leader_id, row)
    said = post.strip() or str(leader)
    new = replace(place_of(row), leader_id=leader.pk, post=said)
    if found := problems_of(row.plan, new, row.day, working(row.plan.year), but=row.pk):
        raise Refusal(problems=[Problem("leader", each.sentence) for each in found])
    before = {"post": row.post, "name": row.name, "leader_id": row.leader_id}
    row.leader, row.post, row.name = leader, said, name_of(row, leader, name)
    row.save(update_fields=["leader", "post", "name"])
    change = publish_change(row, "stand_in", why, before, {"post": row.post, "name": row.name}, by, at)
    queue_many(handed(row, change, by), at=at)


@transaction.atomic
def cancel_day(*, day_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The day does not take place; refused once somebody has come."""
    row, why = changeable(day_id), reason_of(reason)
    _refuse_visited(row)
    row.state = DayState.CANCELLED
    row.save(update_fields=["state"])
    publish_change(row, "cancel", why, {}, {}, by, at)


@transaction.atomic
def keep_day(*, day_id: int, reason: str, by: Actor, at: datetime) -> None:
    """A day that became one of rest is held all the same: published, and told to who had booked it."""
    change = rota.keep_day(day_id=day_id, reason=reason, by=by, at=at)
    tell_booked(change.reception, change, at)


def _refuse_visited(row: ReceptionDay) -> None:
    if row.arrivals.exists():
        raise Refusal(_("这一天已经有来访登记，不能改期、换领导或者取消；领导中途离开的，请用中途交接。"))


def publish_change(
    row: ReceptionDay,
    kind: str,
    reason: str,
    before: Mapping[str, Any],
    after: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> int:
    """Write the change down, ask for new notices, tell who booked the day; returns the change's id."""
    change = written_down(row, kind, reason, before, after, by, at)
    days = [row.day, *(date.fromisoformat(before[name]) for name in ("day",) if name in before)]
    changed(row.plan, {day.month for day in days}, at)
    tell_booked(row, change, at)
    return change.pk
