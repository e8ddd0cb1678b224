"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.themes import actions
from xinfang.kernel.actor import Actor

__all__ = ["look_back"]


def look_back(*, since: datetime, at: datetime) -> str:
    """Topics go on looking at what was registered before they were opened."""
    by = Actor(None, _("系统"), origin="schedule")
    count = actions.go_on_looking_back(by=by, at=at)
    return _("设立以前登记的事项里，提出归入专题的 %(n)d 件。") % {"n": count}
