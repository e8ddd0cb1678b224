"""Delivering what is due: one notice at a time, under a lease that is committed before anything is sent.

What is guaranteed. A committed notice is lost by no crash: whoever finds its lease run out tries it again.
A provider is therefore asked AT LEAST ONCE. It is always asked under the notice's own key, so that through an
SMS gateway that keeps to the contract (docs/operations/notices.md), and through the folder that stands in
for one, a message goes out EXACTLY ONCE. Mail has no such key: when a worker is killed, or the connection
broken, after the server has the mail and before we have noted it, a second copy goes out with the SAME
Message-ID, which mail programs usually show once. A notice inside is a row, so it is there exactly once.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from xinfang.kernel.notices import rules
from xinfang.kernel.notices.models import UNDER_WAY, Channel, Notice, State
from xinfang.kernel.notices.outcomes import Ending, Outcome, Parcel, later, never
from xinfang.kernel.notices.senders import Sender, senders
from xinfang.kernel.requests import told

__all__ = ["Tally", "deliver_due"]

log = structlog.get_logger("xinfang.notices")
UNSEALED = ("pk", "uid", "channel", "state", "attempts", "next_try_at", "leased_to")


@dataclass
class Tally:
    """How many tries ended how."""

    sent: int = 0
    later: int = 0
    never: int = 0

    @property
    def tried(self) -> int:
        """All tries."""
        return self.sent + self.later + self.never


def deliver_due(
    *,
    at: datetime,
    limit: int,
    worker: str,
    by_channel: Mapping[str, Sender] | None = None,
    passed: Callable[[], timedelta] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Tally:
    """Try up to `limit` notices that are due at `at`; several workers at once take different ones.

    `worker` names the process in the lease. `passed` is the time since `at` (a stopwatch started now, unless
    a test hands another); `stopped` is asked before each notice. A channel whose fault is its own rests
    until the next call: a gateway that is down costs one notice one try, not all of theirs.
    Raises RuntimeError inside a transaction, in which the lease would be seen by nobody.
    """
    if transaction.get_connection().in_atomic_block:
        raise RuntimeError("Notices are delivered outside transactions: the lease must be committed first.")
    passed = passed or _stopwatch()
    _show_inside(at)
    _give_up(at)
    ask = dict(by_channel or senders())
    tally = Tally()
    while tally.tried < limit and ask and not stopped():
        now = at + passed()
        notice = _take(now, worker, [channel for channel in ask if _awake(channel, now)])
        if notice is None:
            break
        outcome = _try(notice, ask[notice.channel])
        _note_surely(notice, outcome, at + passed())
        setattr(tally, outcome.ending, getattr(tally, outcome.ending) + 1)
        if outcome.rests:
            del ask[notice.channel]
    return tally


def _awake(channel: str, now: datetime) -> bool:
    """Whether a channel's messages may be sent: at night no telephone rings, whatever delayed them."""
    return channel != Channel.SMS or rules.by_day(now) == now


def _stopwatch() -> Callable[[], timedelta]:
    started = time.monotonic()
    return lambda: timedelta(seconds=time.monotonic() - started)


def _show_inside(at: datetime) -> None:
    """Notices inside whose moment has come: there is nobody to ask."""
    due = Notice.objects.filter(channel=Channel.INSIDE, state=State.WAITING, next_try_at__lte=at)
    due.update(state=State.SENT, sent_at=F("next_try_at"), next_try_at=None)


def _give_up(at: datetime) -> None:
    """Notices whose last try began and left no trace: one that kills its workers is given up at last."""
    left = Notice.objects.filter(state=State.SENDING, next_try_at__lte=at, attempts__gte=rules.MOST_ATTEMPTS)
    left.update(state=State.FAILED, next_try_at=None, leased_to="", fault="worker_ended", fault_code=None)


def _take(now: datetime, worker: str, channels: list[str]) -> Notice | None:
    """Lease the notice that has been due longest; None when there is none. Committed on return.

    The sealed columns are left closed: one that cannot be opened must not stand in the way of the others.
    """
    with transaction.atomic():
        due = Notice.objects.filter(state__in=UNDER_WAY, next_try_at__lte=now, channel__in=channels)
        due = due.filter(attempts__lt=rules.MOST_ATTEMPTS)
        found = due.select_for_update(skip_locked=True).only(*UNSEALED).order_by("next_try_at", "pk").first()
        if found is None:
            return None
        found.state, found.leased_to = State.SENDING, worker
        found.attempts += 1
        found.next_try_at = now + rules.LEASE
        found.save(update_fields=["state", "leased_to", "attempts", "next_try_at"])
    return found


def _try(notice: Notice, send: Sender) -> Outcome:
    """Ask the provider. Whatever goes wrong is an outcome, and nothing of the text reaches the log."""
    try:
        to, title, body = Notice.objects.values_list("recipient", "title", "body").get(pk=notice.pk)
    except Exception as fault:  # noqa: BLE001 - each provider of keys refuses in its own way
        log.error("notice_sealed", notice=notice.pk, **told(fault))
        return never("sealed")
    try:
        return send(Parcel(str(notice.uid), to, title, body))
    except Exception as fault:  # noqa: BLE001 - a sender's own mistake must not stop the others
        log.error("notice_unforeseen", notice=notice.pk, **told(fault))
        return later("unforeseen")


def _note_surely(notice: Notice, outcome: Outcome, now: datetime) -> None:
    """Record an ending, over a new connection when the old one broke while the provider was asked."""
    try:
        _note(notice, outcome, now)
    except (OperationalError, InterfaceError):
        connection.close_if_unusable_or_obsolete()
        _note(notice, outcome, now)


def _note(notice: Notice, outcome: Outcome, now: datetime) -> None:
    """Record how a try ended.

    That the provider has it is true whoever holds the lease by now; a failure is noted only by the holder,
    since another worker may be at it already.
    """
    state, again = rules.after(outcome.ending, attempts=notice.attempts, key=notice.uid, at=now)
    row = Notice.objects.filter(pk=notice.pk)
    if outcome.ending == Ending.SENT:
        row = row.exclude(state__in=[State.SENT, State.WITHDRAWN])
    else:
        row = row.filter(state=State.SENDING, leased_to=notice.leased_to, attempts=notice.attempts)
    if again and notice.channel == Channel.SMS:
        again = rules.by_day(again)
    row.update(
        state=state,
        next_try_at=again,
        leased_to="",
        provider_id=outcome.provider_id,
        fault=outcome.fault,
        fault_code=outcome.code,
        sent_at=now if state == State.SENT else None,
    )
