"""What the office is told: a leader means to take a case in charge."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions.models import Arrival
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "taken"]

KINDS: dict[str, Promise | str] = {"charge.taken": _("领导提出包案")}


def taken(arrival: Arrival, at: datetime) -> list[Message]:
    """To those who keep the backlog of the office that receives; by day and number, of no person."""
    day, number = arrival.reception, arrival.number
    sentence = _("%(leader)s接访 %(day)s %(n)s 号时提出由本人包案，请办理列为积案")
    about = About("charge.taken", "arrival", arrival.pk, sentence, day.day.isoformat())
    words = {"leader": day.post, "day": day.day.isoformat(), "n": number}
    key = f"{arrival.pk}:{at:%Y%m%d%H%M%S%f}"
    return told_inside(about, key, [day.plan.unit_id], "keep_backlog", at, **words)
