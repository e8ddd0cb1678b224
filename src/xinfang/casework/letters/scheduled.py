"""What the schedule has letters do; see project/schedule.py."""

import time
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.casework.letters import actions
from xinfang.kernel.actor import Actor

__all__ = ["number_slips"]

MOST = 5000
SECONDS = 45.0  # the next minute's run goes on with what is left


def number_slips(*, since: datetime, at: datetime) -> str:
    """Number and print the slips that can no longer be undone, for three quarters of a minute at most."""
    by = Actor(None, _("系统"), origin="schedule")
    site = settings.XINFANG_PUBLIC_ADDRESS  # without one a code would lead nowhere, so there is none
    follow = site + reverse("portal:follow") if site else ""
    end = time.monotonic() + SECONDS
    count = actions.issue_prepared(
        by=by, at=at, follow=follow, most=MOST, stopped=lambda: time.monotonic() >= end
    )
    return _("给 %(n)d 份文书编了号。") % {"n": count} if count else _("没有等着编号的文书。")
