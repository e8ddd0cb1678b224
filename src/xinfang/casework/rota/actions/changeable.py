"""A published day that may still be changed: who receives on it, and the change written down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.rota.actions.planning import Place
from xinfang.casework.rota.models import DayState, PlanChange, PlanState, ReceptionDay
from xinfang.casework.rota.queries.resting import resting_in
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import settle
from xinfang.registers.staff.models import User

__all__ = ["changeable", "chosen", "name_of", "place_of", "rest_decided", "written_down"]


def changeable(day_id: int) -> ReceptionDay:
    """A published day that is still to come or being held, locked."""
    row = ReceptionDay.objects.select_for_update(of=("self",)).select_related("plan").get(pk=day_id)
    if row.plan.state not in (PlanState.APPROVED, PlanState.PUBLISHED):
        raise Refusal(_("计划还没有批准，直接在计划里改就可以。"))
    if row.state != DayState.PLANNED:
        raise Refusal(_("这一天已经结束或者取消，不能再改。"))
    return row


def chosen(leader_id: int | None, row: ReceptionDay) -> User:
    """Who receives in the place of a day's leader."""
    leader = User.objects.filter(pk=leader_id).first() if leader_id else None
    if leader is None or leader.pk == row.leader_id:
        raise Refusal(problems=[Problem("leader", _("请选择由哪位领导代为接访。"))])
    return leader


def place_of(row: ReceptionDay) -> Place:
    """Who receives on a day, when and where."""
    return Place(row.leader_id, row.post, row.from_time, row.to_time, row.place, row.name)


def name_of(row: ReceptionDay, leader: User, name: str) -> str:
    """The name that is published: what was typed, otherwise that under which the plan has the leader."""
    theirs = ReceptionDay.objects.filter(plan=row.plan, leader=leader).exclude(name="").order_by("-day")
    return name.strip() or theirs.values_list("name", flat=True).first() or ""


def written_down(
    row: ReceptionDay,
    kind: str,
    reason: str,
    before: Mapping[str, Any],
    after: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> PlanChange:
    """Write a change down and no more: for a part of what is published as a whole."""
    change = PlanChange.objects.create(
        reception=row, kind=kind, at=at, by=by.label, reason=reason, before=before, after=after
    )
    subject = f"{row.post} {row.day}"
    told = Record("reception_day.changed", "reception_day", row.pk, subject, before=before, after=after)
    record(told, by=by, at=at)
    rest_decided(row.plan_id, by, at)
    return change


def rest_decided(plan_id: int, by: Actor, at: datetime) -> None:
    """The office was asked to decide about days that rest: done, once there is none left in the plan."""
    if not resting_in([plan_id], timezone.localdate(at)):
        settle(occasions=[f"plan.moved:{plan_id}:rest"], by=by, at=at)
