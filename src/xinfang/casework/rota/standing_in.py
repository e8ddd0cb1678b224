"""Told inside: a leader to whom a published day of reception was handed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.rota.models import ReceptionDay
from xinfang.casework.telling.units import About, told_somebody
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "handed"]

KINDS: dict[str, Promise | str] = {"reception.handed": _("代为接访")}


def handed(row: ReceptionDay, change_id: int, by: Actor) -> list[Message]:
    """To the leader who receives now; not to one who took the day over."""
    if row.leader_id == by.user_id:
        return []
    day = row.day.isoformat()
    about = About("reception.handed", "reception_day", row.pk, _("%(day)s 由您代为接访"), day)
    return [told_somebody(about, str(change_id), row.leader_id, day=day)]
