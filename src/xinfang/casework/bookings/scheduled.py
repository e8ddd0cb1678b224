"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.bookings import actions
from xinfang.kernel.actor import Actor

__all__ = ["forget_contacts"]


def forget_contacts(*, since: datetime, at: datetime) -> str:
    """Delete what those left who booked a day that is over."""
    count = actions.forget_contacts(by=Actor(None, _("系统"), origin="schedule"), at=at)
    return _("删去了 %(n)d 个预约的称呼和电话。") % {"n": count}
