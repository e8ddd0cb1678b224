"""What the schedule has letters do; see project/schedule.py."""

import time
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.casework.letters import actions
from xinfang.kernel.actor import Actor

__all__ = ["number_slips"]

BATCH = 50
SECONDS = 45.0  # the next minute's run goes on with what is left


def number_slips(*, since: datetime, at: datetime) -> str:
    """Number and print the slips that can no longer be undone, for three quarters of a minute at most."""
    by = Actor(None, _("系统"), origin="schedule")
    site = settings.XINFANG_PUBLIC_ADDRESS  # without one a code would lead nowhere, so there is none
    follow = site + reverse("portal:follow") if site else ""
    end, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        done = actions.issue_prepared(by=by, at=at, follow=follow, most=BATCH)
        count += done
        if done < BATCH:
            break
    return _("给 %(n)d 份文书编了号。") % {"n": count} if count else _("没有等着编号的文书。")
