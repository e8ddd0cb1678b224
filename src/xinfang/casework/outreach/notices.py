"""What the room tells inside: a sweep that a unit is asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.outreach.models import SweepTask
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "asked"]

KINDS: dict[str, Promise | str] = {"sweep.asked": _("布置排查")}
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
