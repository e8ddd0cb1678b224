"""What the room tells inside: a sweep that a unit is asked for, a visit that is planned for it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.outreach.models import FieldVisit, SweepTask
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "asked", "planned"]

KINDS: dict[str, Promise | str] = {"sweep.asked": _("布置排查"), "visit.planned": _("安排下访")}
SENTENCE = _("请你单位排查：%(name)s，%(day)s前报")


def asked(tasks: Iterable[SweepTask], at: datetime) -> list[Message]:
    """To those who report for each unit; a community without an account is its street's to answer."""
    return [
        message
        for each in tasks
        for message in told_inside(
            About("sweep.asked", "sweep_task", each.pk, SENTENCE),
            str(each.pk),
            [each.unit_id],
            "report_information",
            at,
            name=each.sweep.name,
            day=each.sweep.due_on.isoformat(),
        )
    ]


def planned(visit: FieldVisit, by: Actor, at: datetime) -> list[Message]:
    """To those who record visits of the unit that goes; never to who planned it. No accusation is visited."""
    number, day = visit.matter.number, visit.planned_on.isoformat()
    about = About("visit.planned", "field_visit", visit.pk, _("%(day)s 带 %(number)s 下访"), number)
    told = told_inside(about, str(visit.pk), [visit.unit_id], "outreach", at, number=number, day=day)
    return [each for each in told if each.user_id != by.user_id]
