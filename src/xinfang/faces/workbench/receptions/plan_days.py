"""What is done to the days of a plan: put in, set right, taken out; each says what was done."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from xinfang.casework.receptions import queries
from xinfang.casework.receptions.queries import ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place, Rule
from xinfang.faces.workbench.receptions.rows import RowsForm
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

__all__ = ["by_rule", "change_day", "insert", "name_leader", "one_day", "remove", "rows"]


def _place(found: ReceptionPlan, data: dict[str, Any]) -> Place:
    offered = dict(queries.receivers(found.unit_id, clock.today()))
    post = data["post"].strip() or offered.get(data["leader"], "")
    return Place(data["leader"], post, data["from_time"], data["to_time"], data["place"], data["name"])


def by_rule(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """Days by a rule."""
    rule = Rule(data["nth"], data["weekday"], tuple(data["months"]))
    moved = rota.add_by_rule(plan_id=found.pk, place=_place(found, data), rule=rule, by=by, at=at)
    return _added(len(rule.months), moved)


def _added(count: int, moved: list[tuple[date, date]]) -> str:
    told = _("已安排 %(n)d 天。") % {"n": count}
    if moved:
        pairs = _("、").join(f"{named:%m-%d} → {worked:%m-%d}" for named, worked in moved)
        told += _("遇休息日已经错开：%(days)s。") % {"days": pairs}
    return told


def one_day(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """One day."""
    rota.add_day(plan_id=found.pk, place=_place(found, data), day=data["day"], by=by, at=at)
    return _("已安排。")


def insert(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """One day more, in a plan that holds."""
    given = {"place": _place(found, data), "day": data["day"], "reason": data["reason"]}
    rota.insert_day(plan_id=found.pk, by=by, at=at, **given)
    return _("已增加这一天；已经公布的，原因也公布了。")


def name_leader(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """A leader's post and name on all days to come."""
    given = {name: data[name] for name in ("post", "name", "reason")}
    count = rota.name_leader(plan_id=found.pk, leader_id=data["leader"], by=by, at=at, **given)
    return _("已更正以后的 %(n)d 天。") % {"n": count}


def rows(found: ReceptionPlan, form: RowsForm, by: Actor, at: datetime) -> str:
    """Days of several leaders, each by a rule."""
    given = form.given()
    rows = [(place, rule) for _pk, place, rule in given]
    try:
        moved = rota.add_by_rules(plan_id=found.pk, rows=rows, by=by, at=at)
    except Refusal as refusal:
        raise form.placed(refusal) from refusal
    return _added(sum(len(rule.months) for _place, rule in rows), moved)


def change_day(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """An entry set right."""
    if any(row.pk == data["entry"] for row in queries.days_of(found)):
        rota.change_day(day_id=data["entry"], place=_place(found, data), day=data["day"], by=by, at=at)
    return _("已修改。")


def remove(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    """A day taken out."""
    if any(row.pk == data["day"] for row in queries.days_of(found)):
        rota.remove_day(day_id=data["day"], by=by, at=at)
    return _("已去掉。")
