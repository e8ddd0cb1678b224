"""An act that was taken back within seconds: nobody is told of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.actions import withdraw
from xinfang.kernel.notices.models import Notice, State

__all__ = ["forget"]


@transaction.atomic
def forget(act_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Keep what was queued of these acts from being sent; returns how many notices. What was sent is sent."""
    wanted = Q(pk=None)
    for act in act_ids:
        wanted |= Q(once__startswith=f"act:{act}:")
    waiting = Notice.objects.filter(wanted, state=State.WAITING).values_list("uid", flat=True)
    done = 0
    for uid in list(waiting):
        try:
            withdraw(uid=uid, by=by, at=at)
            done += 1
        except Refusal:  # it went out in this very moment
            continue
    return done
