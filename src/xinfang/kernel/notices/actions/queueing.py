"""Putting notices into the outbox, in the transaction of the act that they tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xinfang.kernel.notices.kinds import known
from xinfang.kernel.notices.models import Channel, Notice, State

__all__ = ["Message", "queue", "queue_many"]

AT_ONCE = 500


@dataclass(frozen=True)
class Message:
    """What is told to whom. `once` names occasion, recipient and channel, without anybody's data:
    "accepted:2026-0012:sms:1". By e-mail `to` and `title` are given, by text message `to`, inside `user_id`.
    """

    once: str
    kind: str
    channel: str
    body: str
    title: str = ""
    to: str = ""
    user_id: int | None = None
    language: str = "zh-hans"
    subject_type: str = ""
    subject_id: int | None = None
    subject: str = ""
    not_before: datetime | None = None


def queue(message: Message, *, at: datetime) -> bool:
    """Queue one notice; says whether it is new. See `queue_many`."""
    return bool(queue_many([message], at=at))


def queue_many(messages: Sequence[Message], *, at: datetime) -> int:
    """Queue notices in the caller's transaction; returns how many are new.

    They leave when that transaction is committed and are gone when it is not. An occasion that was queued
    before, by whomever, is left as it is. Raises RuntimeError outside a transaction, ValueError for a message
    that nobody could deliver, LookupError for a kind that no room has offered.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Notices were queued outside a transaction; queue them inside the act's.")
    for message in messages:
        _check(message)
    # In one order for all, so that two acts that queue the same occasions never wait for each other.
    rows = [_row(message, at) for message in sorted(messages, key=lambda each: each.once)]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return Notice.objects.filter(uid__in=[row.uid for row in rows]).count()


def _check(message: Message) -> None:
    inside = message.channel == Channel.INSIDE
    if message.channel not in Channel.values:
        raise ValueError(f"There is no channel {message.channel!r}: {', '.join(Channel.values)}.")
    if not known(message.kind):
        raise LookupError(f"No room has offered the kind {message.kind!r}; see kinds.offer_kinds.")
    if not message.once or (message.user_id is None if inside else not message.to.strip()):
        raise ValueError(f"A notice of the kind {message.kind} lacks its occasion or its recipient.")


def _row(message: Message, at: datetime) -> Notice:
    first = max(at, message.not_before or at)
    shown = message.channel == Channel.INSIDE and first == at
    return Notice(
        once=message.once,
        kind=message.kind,
        channel=message.channel,
        language=message.language,
        recipient=message.to.strip(),
        title=message.title,
        body=message.body,
        subject_type=message.subject_type,
        subject_id=message.subject_id,
        subject=message.subject,
        user_id=message.user_id if message.channel == Channel.INSIDE else None,
        created_at=at,
        not_before=first,
        state=State.SENT if shown else State.WAITING,
        next_try_at=None if shown else first,
        sent_at=at if shown else None,
    )
