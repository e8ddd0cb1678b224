"""What the schedule has the room do; see project/schedule.py."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.intake import actions
from xinfang.kernel.actor import Actor

__all__ = ["forget_web_drafts"]


def forget_web_drafts(*, since: datetime, at: datetime) -> str:
    """Delete what citizens began to write and left for a day."""
    count = actions.forget_web_drafts(by=Actor(None, _("系统"), origin="schedule"), at=at)
    return _("删去了 %(n)d 份没有提交的网上来信。") % {"n": count}
