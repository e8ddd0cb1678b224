"""What the room tells inside: a decision for a unit, an answer sent back."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.meetings.models import Decision
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "decided"]

KINDS: dict[str, Promise | str] = {"meeting.decision": _("会议决定")}
SENTENCE = _("会议决定由你单位落实，期限 %(day)s")


def decided(decisions: Iterable[Decision], key: str, at: datetime) -> list[Message]:
    """To those who report for the unit of each decision."""
    return [
        message
        for each in decisions
        for message in told_inside(
            About("meeting.decision", "decision", each.pk, SENTENCE),
            f"{each.pk}:{key}",
            [each.unit_id],
            "report_information",
            at,
            day=each.due_on.isoformat(),
        )
    ]
