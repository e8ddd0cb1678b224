"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.registers.prepared import actions

__all__ = ["forget_old"]


def forget_old(*, since: datetime, at: datetime) -> str:
    """Delete prepared files a week after they were ready."""
    count = actions.forget_old(by=Actor(None, _("系统"), origin="schedule"), at=at)
    return _("删去了 %(n)d 份过期的导出文件。") % {"n": count}
