"""Who has which role in which unit, from when to when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.actions.guards import lock_admins, refuse_last_admin
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.roles import DISTRICT_WIDE, ROLES

__all__ = ["end_posting", "post"]


@transaction.atomic
def post(
    *,
    user: User,
    role: str,
    unit: Unit,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Posting:
    """Give an account a role in a unit for a period; several add up.

    Refuses an unknown role, a period that the unit does not cover, a double, and posting oneself: whoever
    hands out rights must not be able to take those to see petitions (separation of duties, 等保 2.0).
    """
    wrong = _period_problems(unit, valid_from, valid_to)
    if role not in ROLES:
        wrong.append(Problem("role", _("请选择岗位。")))
    elif ROLES[role].permissions <= DISTRICT_WIDE and unit.depth > 1:
        wrong.append(Problem("unit", _("“%(role)s”只能设在区一级。") % {"role": ROLES[role].name}))
    if user.pk == by.user_id:
        wrong.append(Problem("", _("不能给自己加岗位。请另一位管理员来做。")))
    User.objects.select_for_update().get(pk=user.pk)
    held = Posting.objects.filter(user=user, role=role, unit=unit)
    if not wrong and _overlaps(held, valid_from, valid_to):
        wrong.append(Problem("unit", _("这个账号在这段时间里已经有同样的岗位。")))
    if wrong:
        raise Refusal(problems=wrong)
    posting = Posting.objects.create(
        user=user, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to
    )
    after = {
        "role": role,
        "unit": unit.code,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }
    record(Record("posting.added", "user", user.pk, user.username, after=after), by=by, at=at)
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, last_day: date, by: Actor, at: datetime) -> None:
    """End a posting with a day, which is the last one it holds. Refuses for the last administrator."""
    admins = lock_admins(at.date())
    posting = (
        Posting.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=posting.pk)
    )
    if last_day < posting.valid_from:
        raise Refusal(problems=[Problem("last_day", _("结束的日子早于开始的日子。"))])
    if posting.valid_to is not None and posting.valid_to <= last_day:
        raise Refusal(problems=[Problem("last_day", _("这个岗位在这一天之前已经结束。"))])
    refuse_last_admin(
        [one for one in admins if one.valid_to is None or one.pk == posting.pk], ending=posting.pk
    )
    before = {"valid_to": posting.valid_to.isoformat() if posting.valid_to else None}
    posting.valid_to = last_day
    posting.save(update_fields=["valid_to"])
    after = {"role": posting.role, "unit": posting.unit.code, "valid_to": last_day.isoformat()}
    user = posting.user
    record(Record("posting.ended", "user", user.pk, user.username, before, after), by=by, at=at)


def _period_problems(unit: Unit, valid_from: date, valid_to: date | None) -> list[Problem]:
    found = []
    if valid_to is not None and valid_to < valid_from:
        found.append(Problem("valid_to", _("结束日期早于开始日期。")))
    if unit.valid_to is not None and (valid_to is None or valid_to > unit.valid_to):
        words = _("“%(unit)s”在 %(day)s 停用，岗位不能超过这一天。")
        found.append(Problem("unit", words % {"unit": unit.name, "day": unit.valid_to.isoformat()}))
    return found


def _overlaps(held: Iterable[Posting], valid_from: date, valid_to: date | None) -> bool:
    return any(
        (valid_to is None or one.valid_from <= valid_to)
        and (one.valid_to is None or one.valid_to >= valid_from)
        for one in held
    )
