"""What people do with notices: try again, withdraw, mark as read; and forgetting their text in time."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record, record_many
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice, State

__all__ = ["count_as_read", "forget", "mark_read", "retry", "settle", "withdraw", "withdraw_occasions"]

AT_ONCE = 2000
NOTHING = {"recipient": "", "title": "", "body": ""}


@transaction.atomic
def retry(*, uid: UUID | None, by: Actor, at: datetime) -> int:
    """Put a notice that failed back into the queue, as if it were new; None: all that failed.

    Returns how many. Refuses one that has not failed (any more).
    """
    failed = Notice.objects.select_for_update().filter(state=State.FAILED, user_id__isnull=True)
    rows = list(_unsealed(failed if uid is None else failed.filter(uid=uid)).order_by("pk"))
    if uid is not None and not rows:
        raise Refusal(_("这条通知已经不是“未能送出”，不用重发。请刷新页面看它现在的状态。"))
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.WAITING, attempts=0, next_try_at=at
    )
    record_many([_record("notice.retried", row) for row in rows], by=by, at=at)
    return len(rows)


@transaction.atomic
def withdraw(*, uid: UUID, by: Actor, at: datetime) -> None:
    """Keep a notice from being sent; recipient and text are forgotten at once, since nobody needs them.

    Refuses one that is being sent or is sent.
    """
    open_ones = Notice.objects.select_for_update().filter(state__in=[State.WAITING, State.FAILED])
    found = _unsealed(open_ones.filter(uid=uid)).first()
    if found is None:
        raise Refusal(_("这条通知正在发送、已经发出或已经撤回，不能再撤回。请刷新页面看它现在的状态。"))
    Notice.objects.filter(pk=found.pk).update(
        state=State.WITHDRAWN, next_try_at=None, forgotten_at=at, **NOTHING
    )
    record(_record("notice.withdrawn", found), by=by, at=at)


@transaction.atomic
def withdraw_occasions(*, occasions: Collection[str], by: Actor, at: datetime) -> int:
    """Keep all that waits about these occasions from being sent; returns how many notices.

    An occasion is the beginning of a notice's `once`, up to its second colon ("act:7"). What is being sent
    or was sent stays as it is. A few statements, whatever their number.
    """
    occasion = Concat(_part(1), Value(":"), _part(2), output_field=models.TextField())
    waiting = Notice.objects.select_for_update(of=("self",)).filter(state=State.WAITING)
    found = waiting.annotate(occasion=occasion).filter(occasion__in=set(occasions))
    rows = list(_unsealed(found).order_by("pk"))
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.WITHDRAWN, next_try_at=None, forgotten_at=at, **NOTHING
    )
    record_many([_record("notice.withdrawn", row) for row in rows], by=by, at=at)
    return len(rows)


@transaction.atomic
def mark_read(*, uid: UUID | None, newest: int | None = None, by: Actor, at: datetime) -> None:
    """Mark an own notice as read; None: all own ones up to the key `newest`, which the person had before
    their eyes. Marking twice keeps the first moment; another's notice stays as it is."""
    mine = Notice.objects.filter(user_id=by.user_id, user_id__isnull=False, state=State.SENT, read_at=None)
    if uid is not None:
        mine = mine.filter(uid=uid)
    if newest is not None:
        mine = mine.filter(pk__lte=newest)
    _read(mine, at, skip_locked=True)  # what somebody settles just now is read in any case


@transaction.atomic
def settle(*, occasions: Iterable[str], by: Actor, at: datetime) -> int:
    """What some bells asked for is done: they are read for all who were asked, by whomever it was done.

    An occasion is the beginning of a notice's `once` up to a colon: its kind and what it is about, as in
    "meeting.decision:7"; what asks for nothing is to bear another. Called before what the act itself tells is
    queued. `by`: who did it, as the act's own audit row says; to have read is on no record. Returns how many
    were unread.
    """
    about = Q()
    for occasion in occasions:
        about |= Q(once__startswith=f"{occasion}:")
    if not about:
        return 0
    return _read(Notice.objects.filter(about, user_id__isnull=False, read_at=None), at)


def count_as_read(*, before: datetime, by: Actor, at: datetime) -> int:
    """Notices inside of before a moment are news to nobody: a demonstration's past. Returns how many."""
    inside = Notice.objects.filter(user_id__isnull=False, read_at=None)
    waiting = inside.filter(state=State.WAITING, not_before__lt=before)
    waiting.update(state=State.SENT, sent_at=models.F("not_before"), next_try_at=None)
    return inside.filter(state=State.SENT, sent_at__lt=before).update(read_at=at)


def forget(*, before: datetime, at: datetime) -> int:
    """Empty recipient and text of what was sent before a moment; the row stays. Returns how many.

    What failed keeps its text until somebody sends it or withdraws it.
    """
    old = Notice.objects.filter(state=State.SENT, forgotten_at=None, sent_at__lt=before).order_by("sent_at")
    total = 0
    while keys := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        total += Notice.objects.filter(pk__in=keys).update(forgotten_at=at, **NOTHING)
    return total


def _read(found: models.QuerySet[Notice], at: datetime, *, skip_locked: bool = False) -> int:
    """Locked in one order, so that those who settle at once do not wait for each other."""
    locked = found.select_for_update(skip_locked=skip_locked)
    keys = list(locked.order_by("pk").values_list("pk", flat=True))
    return Notice.objects.filter(pk__in=keys).update(read_at=at) if keys else 0


def _part(place: int) -> Func:
    return Func(F("once"), Value(":"), Value(place), function="split_part", output_field=models.TextField())


def _unsealed(found: models.QuerySet[Notice]) -> models.QuerySet[Notice]:
    return found.only("pk", "kind", "channel", "subject", "attempts", "fault")


def _record(event: str, notice: Notice) -> Record:
    after = {"kind": notice.kind, "channel": notice.channel}
    return Record(event, "notice", notice.pk, notice.subject, after=after)
