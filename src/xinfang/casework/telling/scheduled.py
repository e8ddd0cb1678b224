"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.telling import actions
from xinfang.kernel.actor import Actor

__all__ = ["remind"]


def remind(*, since: datetime, at: datetime) -> str:
    """Remind staff of terms. What `since` says is not needed: what has been told stands in the database."""
    soon, late = actions.remind(by=Actor(None, _("系统"), origin="schedule"), at=at)
    return _("提醒了快到期的 %(soon)d 项、已超期的 %(late)d 项。") % {"soon": soon, "late": late}
