"""Reading notices: one's own inside, and how deliveries stand, never with recipient or text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Count

from xinfang.kernel.keyset import Keyset
from xinfang.kernel.notices import rules
from xinfang.kernel.notices.kinds import label
from xinfang.kernel.notices.models import Channel, Notice, State
from xinfang.kernel.notices.outcomes import fault_sentence

__all__ = [
    "Deliveries",
    "Delivery",
    "Mine",
    "State",
    "Told",
    "counts",
    "deliveries",
    "mine",
    "own",
    "standing",
    "told_about",
    "unread_count",
]

NEWEST = Keyset("sent_at")
SHOWN_COUNTS = (State.WAITING, State.SENDING, State.FAILED)
COLUMNS = [
    *("pk", "uid", "kind", "channel", "subject", "created_at", "state", "attempts", "next_try_at"),
    *("sent_at", "provider_id", "fault", "fault_code"),
]


@dataclass(frozen=True)
class Told:
    """A notice inside, as its reader sees it. A forgotten text leaves kind and number."""

    pk: int
    uid: UUID
    label: str
    title: str
    body: str
    subject_type: str
    subject_id: int | None
    subject: str
    sent_at: datetime
    read: bool


@dataclass(frozen=True)
class Mine:
    """A person's notices: unread ones, newest first, and whether there are `more` of them than are shown;
    then a page of those that were read."""

    unread: list[Told]
    more: bool
    read: list[Told]
    newer: str
    older: str


@dataclass(frozen=True)
class Delivery:
    """How one delivery stands. The table's sealed columns are not even asked for. `rests_until`: when the
    night is over through which it is held."""

    uid: UUID
    label: str
    channel: str
    subject: str
    created_at: datetime
    state: State
    state_label: str
    attempts: int
    next_try_at: datetime | None
    sent_at: datetime | None
    provider_id: str
    sentence: str
    rests_until: datetime | None


@dataclass(frozen=True)
class Deliveries:
    """Some deliveries; `before_id` asks for the page after them."""

    rows: list[Delivery]
    before_id: int | None


def unread_count(user_id: int) -> int:
    """For the bell: one look into an index that holds unread notices alone."""
    return _inside(user_id).filter(read_at=None).count()


def mine(user_id: int, *, newer: str = "", older: str = "", most: int = 100, size: int = 30) -> Mine:
    """A person's own notices."""
    unread = list(_inside(user_id).filter(read_at=None).order_by(*NEWEST.ordering())[: most + 1])
    page = NEWEST.page(_inside(user_id).filter(read_at__isnull=False), size=size, newer=newer, older=older)
    return Mine(
        [_told(row) for row in unread[:most]],
        len(unread) > most,
        [_told(row) for row in page.rows],
        page.newer,
        page.older,
    )


def own(user_id: int, uid: UUID) -> Told | None:
    """One of a person's own notices; None for another's, whether it exists or not."""
    found = _inside(user_id).filter(uid=uid).first()
    return _told(found) if found else None


def told_about(user_id: int, subject_type: str, subject_id: int) -> bool:
    """Whether a person was told of something, be it still theirs to see or not."""
    return _inside(user_id).filter(subject_type=subject_type, subject_id=subject_id).exists()


def deliveries(
    state: str = "", before_id: int | None = None, size: int = 50, at: datetime | None = None
) -> Deliveries:
    """What was given to providers or waits for it, newest first; '' is every state. `at`: now, where it is
    asked what waits for the morning."""
    found = Notice.objects.filter(user_id=None).only(*COLUMNS).order_by("-pk")
    if state:
        found = found.filter(state=state)
    if before_id is not None:
        found = found.filter(pk__lt=before_id)
    rows = list(found[: size + 1])
    return Deliveries(
        [_delivery(row, at) for row in rows[:size]], rows[size - 1].pk if len(rows) > size else None
    )


def counts() -> Mapping[str, int]:
    """How many wait, are being sent, have failed; the others only grow and are not counted."""
    found = Notice.objects.filter(user_id=None, state__in=SHOWN_COUNTS).order_by()
    known = {row["state"]: row["many"] for row in found.values("state").annotate(many=Count("pk"))}
    return {state: known.get(state, 0) for state in SHOWN_COUNTS}


def standing(at: datetime, *, patience: timedelta) -> tuple[int, int]:
    """(failed, waiting longer than `patience` after their moment): what an administrator must look at."""
    found = Notice.objects.filter(user_id=None)
    late = found.filter(state=State.WAITING, attempts=0, next_try_at__lt=at - patience)
    return found.filter(state=State.FAILED).count(), late.count()


def _inside(user_id: int) -> models.QuerySet[Notice]:
    return Notice.objects.filter(user_id=user_id, state=State.SENT)


def _told(row: Notice) -> Told:
    assert row.sent_at is not None
    return Told(
        pk=row.pk,
        uid=row.uid,
        label=label(row.kind),
        title=row.title or label(row.kind),
        body=row.body,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        subject=row.subject,
        sent_at=row.sent_at,
        read=row.read_at is not None,
    )


def _rests_until(row: Notice, at: datetime | None) -> datetime | None:
    """The next morning, for a text message that waits at night or is due in one; None for all others."""
    if at is None or row.state != State.WAITING or row.channel != Channel.SMS or row.next_try_at is None:
        return None
    due = max(at, row.next_try_at)
    morning = rules.by_day(due)
    return morning if morning != due or at != morning == rules.by_day(at) else None


def _delivery(row: Notice, at: datetime | None) -> Delivery:
    return Delivery(
        uid=row.uid,
        label=label(row.kind),
        channel=str(Channel(row.channel).label),
        subject=row.subject,
        created_at=row.created_at,
        state=State(row.state),
        state_label=str(State(row.state).label),
        attempts=row.attempts,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        provider_id=row.provider_id,
        sentence=fault_sentence(row.fault, row.fault_code),
        rests_until=_rests_until(row, at),
    )
