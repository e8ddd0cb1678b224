"""An act that was taken back within seconds: nobody is told of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import withdraw_occasions

__all__ = ["forget"]


@transaction.atomic
def forget(act_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Keep what was queued of these acts from being sent; returns how many notices. What was sent is sent."""
    return withdraw_occasions(occasions=[f"act:{act}" for act in act_ids], by=by, at=at)
