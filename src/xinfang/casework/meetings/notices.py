"""What the room tells inside: a decision, an answer sent back, a decision set right or taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.meetings.models import Decision
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "corrected", "decided", "revoked"]

ASKED, NEWS = "meeting.decision", "meeting.changed"  # the second asks for nothing, and no answer settles it
KINDS: dict[str, Promise | str] = {ASKED: _("会议决定"), NEWS: _("会议决定有变动")}
SENTENCE = _("会议决定由你单位落实，期限 %(day)s")
CORRECTED = _("会议决定有更正，期限 %(day)s：%(reason)s")
REVOKED = _("会议决定“%(text)s”不再由你单位落实：%(reason)s")
WORDS = 40  # characters of a decision in a notice


def decided(decisions: Iterable[Decision], key: str, at: datetime) -> list[Message]:
    """To those who report for the unit of each decision."""
    return [
        message
        for each in decisions
        for message in told_inside(
            _about(each, SENTENCE, ASKED),
            f"{each.pk}:{key}",
            [each.unit_id],
            "report_information",
            at,
            day=each.due_on.isoformat(),
        )
    ]


def corrected(decision: Decision, reason: str, key: str, at: datetime) -> list[Message]:
    """To its unit, of a decision whose words or day have changed."""
    about, words = _about(decision, CORRECTED, NEWS), {"day": decision.due_on.isoformat(), "reason": reason}
    key = f"{decision.pk}:{key}"
    return told_inside(about, key, [decision.unit_id], "report_information", at, **words)


def revoked(decision: Decision, unit_id: int, reason: str, key: str, at: datetime) -> list[Message]:
    """To a unit that has it no more."""
    about, words = _about(decision, REVOKED, NEWS), {"text": decision.text[:WORDS], "reason": reason}
    key = f"{decision.pk}:{key}:revoked"
    return told_inside(about, key, [unit_id], "report_information", at, **words)


def _about(decision: Decision, sentence: Promise | str, kind: str) -> About:
    return About(kind, "decision", decision.pk, sentence)
