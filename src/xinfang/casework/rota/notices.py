"""What is told inside of a plan: to those who approve it, and to whoever put it forward."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.rota.models import ReceptionPlan
from xinfang.casework.telling.units import About, told_inside, told_somebody
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "approved", "put_forward", "resting", "returned"]

KINDS: dict[str, Promise | str] = {"plan.moved": _("接访计划")}
PUT_FORWARD = _("%(unit)s %(year)s 年接访计划请您批准")
RETURNED = _("%(unit)s %(year)s 年接访计划退回修改：%(reason)s")
RESTING = _("%(unit)s %(year)s 年接访计划有 %(n)s 天现在是休息日，请改期或者写明照常接访：%(days)s")
MOST_TOLD = 8  # days that are named in a bell; the plan's page names all
APPROVED = _("%(unit)s %(year)s 年接访计划已经批准，可以公布")


def put_forward(plan: ReceptionPlan, at: datetime) -> list[Message]:
    """To those who may approve it, but for who put it forward."""
    key = f"{plan.pk}:{_key('submit', at)}"
    told = told_inside(
        _about(plan, PUT_FORWARD), key, [plan.unit_id], "approve_receptions", at, **_words(plan)
    )
    return [each for each in told if each.user_id != plan.submitted_user]


def returned(plan: ReceptionPlan, reason: str, at: datetime) -> list[Message]:
    """To who put it forward: what must be changed."""
    return _to_its_maker(plan, RETURNED, "return", at, reason=reason)


def approved(plan: ReceptionPlan, at: datetime) -> list[Message]:
    """To who put it forward: it can be published."""
    return _to_its_maker(plan, APPROVED, "approve", at)


def resting(plan: ReceptionPlan, days: Sequence[date], at: datetime) -> list[Message]:
    """To the office that keeps the plan: which of its days became days of rest."""
    each = sorted(set(days))
    named = "、".join(f"{day:%m-%d}" for day in each[:MOST_TOLD])
    words = _words(plan) | {"n": len(each), "days": named + ("…" if len(each) > MOST_TOLD else "")}
    told = sha256(" ".join(day.isoformat() for day in each).encode()).hexdigest()[:16]
    about = _about(plan, RESTING)
    return told_inside(about, f"{plan.pk}:rest:{told}", [plan.unit_id], "plan_receptions", at, **words)


def _to_its_maker(
    plan: ReceptionPlan, sentence: Promise | str, verb: str, at: datetime, **more: object
) -> list[Message]:
    about, key, words = _about(plan, sentence), _key(verb, at), _words(plan) | more
    if plan.submitted_user is not None:
        return [told_somebody(about, f"{plan.pk}:{key}", plan.submitted_user, **words)]
    return told_inside(about, f"{plan.pk}:{key}", [plan.unit_id], "plan_receptions", at, **words)


def _about(plan: ReceptionPlan, sentence: Promise | str) -> About:
    return About("plan.moved", "reception_plan", plan.pk, sentence, str(plan.year))


def _words(plan: ReceptionPlan) -> dict[str, object]:
    return {"unit": str(plan.unit), "year": plan.year}


def _key(verb: str, at: datetime) -> str:
    return f"{verb}:{at:%Y%m%d%H%M%S%f}"
