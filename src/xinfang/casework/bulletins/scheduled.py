"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.bulletins import actions
from xinfang.kernel.actor import Actor

__all__ = ["remind_overdue"]


def remind_overdue(*, since: datetime, at: datetime) -> str:
    """Urgent reports that stand longer than their half hour are called to mind."""
    by = Actor(None, _("系统"), origin="schedule")
    count = actions.remind_overdue(since=since, by=by, at=at)
    return _("提醒了没有按时签收、上报的紧急信息 %(n)d 次。") % {"n": count}
