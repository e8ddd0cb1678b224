"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.supervision import actions
from xinfang.kernel.actor import Actor

__all__ = ["find_late"]


def find_late(*, since: datetime, at: datetime) -> str:
    """Open triggers for what has become late."""
    by = Actor(None, _("系统"), origin="schedule")
    count = actions.open_supervision_triggers(since=since, by=by, at=at)
    return _("新增督办线索 %(n)d 条。") % {"n": count}
