"""Whom the room tells what, inside: an urgent report, one sent back, a circular."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.models import Circular, Reading, Report
from xinfang.casework.telling.units import About, told_inside
from xinfang.kernel.notices.actions import Message

__all__ = ["KINDS", "circulated", "overdue", "recalled", "sent_back", "urgent", "withdrawn"]

KINDS: dict[str, Promise | str] = {
    "bulletin.urgent": _("紧急信息"),
    "bulletin.overdue": _("紧急信息超时"),
    "bulletin.recalled": _("信息取回"),
    "bulletin.returned": _("信息退回补充"),
    "bulletin.circular": _("通报"),
    "bulletin.withdrawn": _("通报撤回"),
}


def urgent(report: Report, unit_ids: Iterable[int], at: datetime) -> list[Message]:
    """To those who check information at each level above, and to the leaders there, who sign nothing."""
    units = list(unit_ids)
    key = f"{report.number}:{at:%Y%m%d%H%M%S%f}"  # one that was taken back may be filed anew
    sentence, known = _("紧急信息 %(number)s，请马上签收"), _("紧急信息 %(number)s 已经报来，请阅知")
    told = _of_report("bulletin.urgent", report, sentence, key, units, "check_information", at)
    leaders = _of_report("bulletin.urgent", report, known, key, units, "lead_cases", at)
    return _once(told + leaders)


def recalled(report: Report, unit_ids: Iterable[int], at: datetime) -> list[Message]:
    """To those who were alarmed: nothing is to be signed any more."""
    key, sentence = (
        f"{report.number}:{at:%Y%m%d%H%M%S%f}",
        _("紧急信息 %(number)s 已由报送的人取回，不用签收"),
    )
    units = list(unit_ids)
    told = _of_report("bulletin.recalled", report, sentence, key, units, "check_information", at)
    return _once(told + _of_report("bulletin.recalled", report, sentence, key, units, "lead_cases", at))


def overdue(reading: Reading, at: datetime) -> list[Message]:
    """To those who check information at a level that has not read it in time, or read it and kept it."""
    report, read = reading.report, reading.read_at is not None
    sentence = _("紧急信息 %(number)s 超过 30 分钟还没有签收，请马上签收")
    if read:
        sentence = _("紧急信息 %(number)s 超过 30 分钟还没有审核上报，请马上办")
    key = f"{report.number}:{reading.unit_id}:{'kept' if read else 'unread'}"
    units = [reading.unit_id]
    return _of_report("bulletin.overdue", report, sentence, key, units, "check_information", at)


def sent_back(report: Report, at: datetime) -> list[Message]:
    """To those who report for the unit that wrote it."""
    key, units = f"{report.number}:{at:%Y%m%d%H%M%S%f}", [report.from_unit_id]
    sentence = _("信息 %(number)s 退回补充")
    return _of_report("bulletin.returned", report, sentence, key, units, "report_information", at)


def circulated(circular: Circular, unit_ids: Iterable[int], at: datetime) -> list[Message]:
    """To those who report for each unit that the circular names."""
    sentence = _("通报 %(number)s，请签收并按期答复")
    about = About("bulletin.circular", "circular", circular.pk, sentence, circular.number)
    number = circular.number
    return told_inside(about, number, unit_ids, "report_information", at, number=number)


def withdrawn(circular: Circular, at: datetime) -> list[Message]:
    """To the same, that nothing is owed any more."""
    about = About(
        "bulletin.withdrawn", "circular", circular.pk, _("通报 %(number)s 已撤回，不用答复"), circular.number
    )
    units = circular.duties.values_list("unit_id", flat=True)
    return told_inside(about, circular.number, units, "report_information", at, number=circular.number)


def _once(messages: list[Message]) -> list[Message]:
    """One for each person: who checks and leads is asked to sign."""
    first: dict[int | None, Message] = {}
    for each in messages:
        first.setdefault(each.user_id, each)
    return list(first.values())


def _of_report(
    kind: str,
    report: Report,
    sentence: Promise | str,
    key: str,
    unit_ids: Iterable[int],
    permission: str,
    at: datetime,
) -> list[Message]:
    about = About(kind, "report", report.pk, sentence, report.number)
    return told_inside(about, key, unit_ids, permission, at, number=report.number)
