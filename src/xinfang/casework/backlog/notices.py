"""Whom the room tells inside: a leader who is put in charge."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.backlog.models import BacklogCase
from xinfang.casework.telling.units import About, told_somebody
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "in_charge"]

KINDS: dict[str, Promise | str] = {"backlog.led": _("由您包案")}


def in_charge(case: BacklogCase, key: int) -> list[Message]:
    """To the leader. A backlog case is never an accusation, so that its number may be told."""
    if case.leader_id is None:
        return []
    about = About("backlog.led", "backlog_case", case.pk, _("积案 %(number)s 由您包案"), case.matter.number)
    return [told_somebody(about, str(key), case.leader_id, number=case.matter.number)]
