"""Where an accusation may be sent: not to the accused house, nor where nobody can handle it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Accused, Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit, UnitKind
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES

__all__ = ["Way", "closed", "is_discipline", "note_reading", "refuse_closed"]


def _with(*permissions: str) -> list[str]:
    return [role.key for role in ROLES.values() if role.permissions >= set(permissions)]


_OPENING, _HANDLING = _with("see_accusations"), _with("handle")
_DISCIPLINE = _with("see_accusations", "handle")


class Way(NamedTuple):
    """What an accusation's way depends on: the paths of the unit that registered it and of the accused one
    ('' for none of ours), and whether it is not known against whom it is."""

    sender: str
    accused: str
    unknown: bool


def note_reading(matters: Iterable[Matter | None], *, by: Actor, at: datetime) -> None:
    """Put on record that somebody reads an accusation (条例 2022, 30): each page that opens one calls this.

    Of other matters nothing is written.
    """
    read = [
        Record("accusation.read", "matter", each.pk, each.number)
        for each in matters
        if each and each.confined
    ]
    record_many(read, by=by, at=at)


def refuse_closed(matters: Iterable[Matter], unit: Unit, day: date) -> None:
    """Refuse a unit that is the accused one or below it, or where nobody could handle an accusation.

    `day`: the postings in force on it count. While it is not known whom it is against, none but a discipline
    organ gets it (条例 2022, 30).
    """
    ways: set[Way] = set()
    for matter in matters:
        house = matter.accused_unit
        if house and unit.path.startswith(house.path):
            sentence = _(
                "%(number)s 检举的正是%(unit)s或其上级，不得转给它；"
                "请转给有管辖权的纪检监察机关或上一级机关。"
            )
            raise Refusal(sentence % {"number": matter.number, "unit": unit.name})
        if matter.confined:
            unknown = matter.accused == Accused.UNKNOWN
            ways.add(Way(matter.registered_unit.path, house.path if house else "", unknown))
    for way in ways:
        if told := closed(unit, way, day):
            raise Refusal(told)


def closed(unit: Unit, way: Way, day: date) -> str:
    """Why an accusation is not sent to a unit on a day; '' when it may be."""
    if not _handled(unit, way, day):
        sentence = _(
            "在%(unit)s还没有可以查看并办理检举控告的人，不能转去；"
            "请先由管理员设“纪检承办人”，或转给有管辖权的纪检监察机关。"
        )
    elif way.unknown and not is_discipline(unit, day):
        sentence = _(
            "还没有写明检举的是哪个单位，不能转给%(unit)s：它可能正是被检举的单位。"
            "请先指明被检举的单位，或转给有管辖权的纪检监察机关。"
        )
    else:
        return ""
    return sentence % {"unit": unit.name}


def is_discipline(unit: Unit, day: date) -> bool:
    """A street has discipline officers too, but is a house that can be the accused one."""
    if unit.kind not in (UnitKind.DEPARTMENT, UnitKind.DISTRICT):
        return False
    posts = Posting.objects.in_force(day).filter(role__in=_DISCIPLINE, unit=unit, user__is_active=True)
    return posts.exists()


def _handled(unit: Unit, way: Way, day: date) -> bool:
    """Whether somebody of no posting in the accused house opens and handles accusations at the unit.

    They are posted at the unit, or above it but below the sender: that the sender's own house can open
    everything, as an office can, helps nobody where it is sent.
    """
    lengths = range(Unit.steplen, len(unit.path) + 1, Unit.steplen)
    above = [unit.path[:end] for end in lengths]
    there = [path for path in above if path == unit.path or not way.sender.startswith(path)]
    held = Posting.objects.in_force(day).filter(user__is_active=True)
    near = held.filter(unit__path__in=there)
    able = near.filter(role__in=_OPENING, user__in=near.filter(role__in=_HANDLING).values("user"))
    if way.accused:
        own_house = held.filter(unit__path__startswith=way.accused)
        able = able.exclude(user__in=own_house.values("user"))
    return able.exists()
