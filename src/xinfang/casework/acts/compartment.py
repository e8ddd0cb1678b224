"""Where an accusation may be sent: never to the accused house, and never where nobody can open it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES

__all__ = ["closed", "refuse_closed"]

_OPENING = [role.key for role in ROLES.values() if "see_accusations" in role.permissions]


def refuse_closed(matters: Iterable[Matter], unit: Unit, day: date) -> None:
    """Refuse a unit that is the accused one or below it, or in which nobody could open an accusation.

    `day`: the postings in force on it count, at the unit or above it (条例 2022, 30).
    """
    accused: set[str] = set()
    for matter in matters:
        house = matter.accused_unit
        if house and unit.path.startswith(house.path):
            sentence = _(
                "%(number)s 检举的正是%(unit)s或其上级，不得转给它；"
                "请转给有管辖权的纪检监察机关或上一级机关。"
            )
            raise Refusal(sentence % {"number": matter.number, "unit": unit.name})
        if matter.confined:
            accused.add(house.path if house else "")
    for path in accused:
        if told := closed(unit, path, day):
            raise Refusal(told)


def closed(unit: Unit, accused: str, day: date) -> str:
    """Why an accusation is not sent to a unit: nobody there could open it. '' when somebody could.

    `accused`: the path of the accused unit, '' for none.
    """
    if _opened(unit, accused, day):
        return ""
    sentence = _(
        "在%(unit)s还没有可以查看检举控告的人，不能转去；请先由管理员设岗，或转给有管辖权的纪检监察机关。"
    )
    return sentence % {"unit": unit.name}


def _opened(unit: Unit, accused: str, day: date) -> bool:
    """Whether somebody of no posting in the accused house opens accusations at the unit."""
    above = [unit.path[:end] for end in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    held = Posting.objects.in_force(day)
    opening = held.filter(role__in=_OPENING, unit__path__in=above, user__is_active=True)
    if accused:
        own_house = held.filter(unit__path__startswith=accused)
        opening = opening.exclude(user__in=own_house.values("user"))
    return opening.exists()
