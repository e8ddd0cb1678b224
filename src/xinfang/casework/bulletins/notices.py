"""Whom the room tells what, inside: an urgent report, one sent back, a circular."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.models import Circular, Report
from xinfang.kernel.notices.actions import Message
from xinfang.registers.staff.queries import nearest

__all__ = ["KINDS", "circulated", "sent_back", "urgent"]

KINDS: dict[str, Promise | str] = {
    "bulletin.urgent": _("紧急信息"),
    "bulletin.returned": _("信息退回补充"),
    "bulletin.circular": _("通报"),
}


def urgent(report: Report, unit_ids: Iterable[int], at: datetime) -> list[Message]:
    """To those who check information at each level above."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _t("紧急信息 %(number)s，请马上签收") % {"number": report.number}
    return _told("bulletin.urgent", report.pk, report.number, title, unit_ids, "check_information", at)


def sent_back(report: Report, at: datetime) -> list[Message]:
    """To those who report for the unit that wrote it."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _t("信息 %(number)s 退回补充") % {"number": report.number}
    key = f"{report.number}:{at:%Y%m%d%H%M%S%f}"
    units = [report.from_unit_id]
    return _told("bulletin.returned", report.pk, key, title, units, "report_information", at)


def circulated(circular: Circular, unit_ids: Iterable[int], at: datetime) -> list[Message]:
    """To those who report for each unit that the circular names."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _t("通报 %(number)s，请签收并按期答复") % {"number": circular.number}
    return _told("bulletin.circular", circular.pk, circular.number, title, unit_ids, "report_information", at)


def _told(
    kind: str, pk: int, key: str, title: str, unit_ids: Iterable[int], permission: str, at: datetime
) -> list[Message]:
    held = nearest(list(unit_ids), permission, timezone.localdate(at))
    people = sorted({user.pk for users in held.values() for user in users})
    subject_type = "circular" if kind == "bulletin.circular" else "report"
    return [
        Message(
            once=f"{kind}:{key}:{user}",
            kind=kind,
            channel="inside",
            user_id=user,
            title=title,
            body="",
            subject_type=subject_type,
            subject_id=pk,
            subject=key.partition(":")[0],
        )
        for user in people
    ]
