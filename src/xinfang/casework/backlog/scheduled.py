"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.backlog import actions
from xinfang.kernel.actor import Actor

__all__ = ["carry_on"]


def carry_on(*, since: datetime, at: datetime) -> str:
    """A concluded case goes on with the same leader when its petitioners come back."""
    count = actions.carry_on(since=since, by=Actor(None, _("系统"), origin="schedule"), at=at)
    return _("又来反映、由原领导继续化解的积案 %(n)d 件。") % {"n": count}
