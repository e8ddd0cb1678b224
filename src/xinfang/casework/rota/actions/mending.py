"""A plan that holds is added to, and its leaders are named rightly; once it is public, with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.rota.actions.changeable import rest_decided
from xinfang.casework.rota.actions.noticing import changed
from xinfang.casework.rota.actions.planning import Place, add, alone, working
from xinfang.casework.rota.models import DayState, PlanChange, PlanState, ReceptionDay, ReceptionPlan
from xinfang.casework.rota.published import reason_of
from xinfang.casework.rota.queries.resting import resting_in
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["insert_day", "keep_day", "name_leader"]

HOLDS = (PlanState.APPROVED, PlanState.PUBLISHED)


@transaction.atomic
def insert_day(*, plan_id: int, place: Place, day: date, reason: str, by: Actor, at: datetime) -> int:
    """Add a day to a plan that was approved or is public; published with its reason, as a change is."""
    alone()
    plan = ReceptionPlan.objects.select_for_update().get(pk=plan_id)
    if plan.state not in HOLDS:
        raise Refusal(_("计划还没有批准，直接在计划里安排就可以。"))
    why = reason_of(reason)
    if timezone.make_aware(datetime.combine(day, place.to_time)) <= at:
        raise Refusal(problems=[Problem("day", _("这一天接访的时间已经过了，请安排在以后。"))])
    pk = add(plan, place, [day], working(plan.year), by, at)[0]
    after = {"day": day.isoformat(), "post": place.post.strip(), "place": place.place.strip()}
    PlanChange.objects.create(
        reception_id=pk, kind="added", at=at, by=by.label, reason=why, before={}, after=after
    )
    changed(plan, {day.month}, at)
    return pk


@transaction.atomic
def name_leader(
    *, plan_id: int, leader_id: int, post: str, name: str, reason: str, by: Actor, at: datetime
) -> int:
    """Post and name of a leader on all days of a plan that are still to come: how many were changed.

    The days stay the leader's; whoever else receives is a stand-in. In a plan that holds each is a change
    with its reason.
    """
    plan = ReceptionPlan.objects.select_for_update().get(pk=plan_id)
    if not post.strip():
        raise Refusal(problems=[Problem("post", _("请写明领导的职务，公布时要用。"))])
    why = reason_of(reason) if plan.state in HOLDS else reason.strip()
    after = {"post": post.strip(), "name": name.strip()}
    coming = plan.days.select_for_update().filter(leader_id=leader_id, state=DayState.PLANNED)
    rows = [row for row in coming.order_by("day", "pk") if row.ends_at > at]
    rows = [row for row in rows if {"post": row.post, "name": row.name} != after]
    if not rows:
        raise Refusal(_("以后的接访日里没有要更正的。"))
    for row in rows:
        _named(plan, row, after, why, by, at)
    changed(plan, {row.day.month for row in rows}, at)
    told = {**after, "days": [row.day.isoformat() for row in rows]}
    subject = f"{plan.year}"
    record(Record("reception_plan.named", "reception_plan", plan.pk, subject, after=told), by=by, at=at)
    return len(rows)


@transaction.atomic
def keep_day(*, day_id: int, reason: str, by: Actor, at: datetime) -> PlanChange:
    """A day that became one of rest is held all the same; the reason is published with it. Returns the
    change, of which who had booked is told."""
    row = ReceptionDay.objects.select_for_update(of=("self",)).select_related("plan").get(pk=day_id)
    if row not in resting_in([row.plan_id], timezone.localdate(at)):
        raise Refusal(_("这一天不是休息日，或者已经改期、取消、写明照常接访，不用再写。"))
    why, told = reason_of(reason), {"day": row.day.isoformat()}
    change = PlanChange.objects.create(
        reception=row, kind="kept", at=at, by=by.label, reason=why, before={}, after=told
    )
    subject = f"{row.post} {row.day}"
    record(Record("reception_day.changed", "reception_day", row.pk, subject, after=told), by=by, at=at)
    rest_decided(row.plan_id, by, at)
    return change


def _named(
    plan: ReceptionPlan, row: ReceptionDay, after: dict[str, str], why: str, by: Actor, at: datetime
) -> None:
    before = {"post": row.post, "name": row.name}
    row.post, row.name = after["post"], after["name"]
    row.save(update_fields=["post", "name"])
    if plan.state in HOLDS:
        PlanChange.objects.create(
            reception=row, kind="named", at=at, by=by.label, reason=why, before=before, after=after
        )
