"""What the room tells inside: a decision for a unit, an answer sent back."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.meetings.models import Decision
from xinfang.kernel.notices.actions import Message
from xinfang.registers.staff.queries import nearest

__all__ = ["KINDS", "decided"]

KINDS: dict[str, Promise | str] = {"meeting.decision": _("会议决定")}


def decided(decisions: Iterable[Decision], key: str, at: datetime) -> list[Message]:
    """To those who report for the unit of each decision."""
    found = []
    for each in decisions:
        people = nearest([each.unit_id], "report_information", timezone.localdate(at)).get(each.unit_id, [])
        with translation.override(settings.LANGUAGE_CODE):
            title = _t("会议决定由你单位落实，期限 %(day)s") % {"day": each.due_on.isoformat()}
        found += [
            Message(
                once=f"meeting.decision:{each.pk}:{key}:{user.pk}",
                kind="meeting.decision",
                channel="inside",
                user_id=user.pk,
                title=title,
                body="",
                subject_type="decision",
                subject_id=each.pk,
                subject=str(each.pk),
            )
            for user in people
        ]
    return found
