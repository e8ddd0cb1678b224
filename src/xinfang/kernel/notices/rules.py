"""What an ending leads to, and how long to wait: pure, with nothing left to chance or to the clock."""

import zlib
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from xinfang.kernel.notices.models import State
from xinfang.kernel.notices.outcomes import Ending

__all__ = ["FIRST_WAIT", "LEASE", "LONGEST_WAIT", "MOST_ATTEMPTS", "STEPS", "after", "by_day", "wait"]

# Half a minute, doubled to six hours: 22 tries stretch over three to four days, so that a channel that fails
# on a Friday evening and is mended on Monday loses nothing.
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 22
# Far longer than a sender may take: whoever comes after it may send the notice again.
LEASE = timedelta(minutes=3)

MORNING, EVENING = time(8, 0), time(21, 0)  # between them text messages are sent: they wake people

# State -> the states that may follow it.
STEPS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.SENDING, State.SENT, State.WITHDRAWN}),  # sent at once: inside
    State.SENDING: frozenset({State.SENDING, State.WAITING, State.SENT, State.FAILED}),
    State.FAILED: frozenset({State.WAITING, State.WITHDRAWN, State.SENT}),  # sent: a late answer after all
    State.SENT: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def after(ending: Ending, *, attempts: int, key: UUID, at: datetime) -> tuple[State, datetime | None]:
    """The state after the `attempts`-th try ended at `at`, and the moment of the next one."""
    if ending == Ending.SENT:
        return State.SENT, None
    if ending == Ending.NEVER or attempts >= MOST_ATTEMPTS:
        return State.FAILED, None
    return State.WAITING, at + wait(attempts, key)


def by_day(at: datetime) -> datetime:
    """`at`, or the next morning when it is night."""
    here = timezone.localtime(at)
    if MORNING <= here.time() < EVENING:
        return at
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def wait(attempts: int, key: UUID) -> timedelta:
    """How long to wait after the `attempts`-th try (from 1).

    Up to a quarter is added, by the notice's key and the try, so that a thousand notices that failed
    together do not come back together.
    """
    doubled = FIRST_WAIT * 2 ** min(attempts - 1, 16)
    share = zlib.crc32(key.bytes + attempts.to_bytes(2)) % 256
    return min(doubled, LONGEST_WAIT) * (1 + share / 1024)
