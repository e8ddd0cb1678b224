"""What the schedule has notices do; see project/schedule.py."""

import os
import secrets
import socket
import time
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xinfang.kernel.notices import actions
from xinfang.kernel.notices.senders import folder

__all__ = ["deliver", "forget_texts", "this_worker"]

AT_MOST = 1000
SECONDS = 45.0  # the next minute's run goes on with what is left


@cache
def this_worker() -> str:
    """The name under which this process holds leases; another process never has it, nor a later one."""
    return f"{socket.gethostname()[:50]}-{os.getpid()}-{secrets.token_hex(4)}"


def deliver(*, since: datetime, at: datetime) -> str:
    """Deliver what is due, for three quarters of a minute at most."""
    end = time.monotonic() + SECONDS
    done = actions.deliver_due(
        at=at, limit=AT_MOST, worker=this_worker(), stopped=lambda: time.monotonic() > end
    )
    if not done.tried:
        return _("没有要发的通知。")
    words = _("发出 %(sent)d 条，%(later)d 条稍后再试，%(never)d 条送不出去。")
    return words % {"sent": done.sent, "later": done.later, "never": done.never}


def forget_texts(*, since: datetime, at: datetime) -> str:
    """Forget recipient and text of what was sent long enough ago, also where a stand-in wrote them."""
    before = at - timedelta(days=settings.XINFANG_NOTICE_DAYS)
    rows = actions.forget(before=before, at=at)
    files = sum(folder.clear(Path(place), before=before) for place in _stand_ins())
    words = _("忘掉了 %(rows)d 条通知的收件人和正文，删除了 %(files)d 个文件。")
    return words % {"rows": rows, "files": files}


def _stand_ins() -> list[str]:
    return [str(settings.XINFANG_SMS_FOLDER), str(settings.EMAIL_FILE_PATH)]
