"""The level that has a report checks it: reads, passes up, sends back, merges, or takes note of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.actions.filing import ReportEntry, file_report, moved
from xinfang.casework.bulletins.models import Reading, Report, ReportState
from xinfang.casework.bulletins.notices import sent_back
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.models import Unit

__all__ = ["confirm_read", "held", "merge_reports", "note_report", "pass_up", "return_report"]


@transaction.atomic
def confirm_read(*, report_id: int, unit_id: int, by: Actor, at: datetime) -> None:
    """Sign that a level has read an urgent report. A second time changes nothing."""
    report = Report.objects.select_for_update().get(pk=report_id)
    reading = Reading.objects.select_for_update().filter(report=report, unit_id=unit_id).first()
    if reading is None:
        raise Refusal(_("这条信息不用由这个单位签收。"))
    if reading.read_at is None:
        reading.read_at, reading.reader = at, by.label
        reading.save(update_fields=["read_at", "reader"])
        moved(report, "read", by, at)


@transaction.atomic
def pass_up(*, report_id: int, by: Actor, at: datetime, note: str = "") -> None:
    """Checked: it goes one level up, with a remark."""
    report = held(report_id)
    here = Unit.objects.get(pk=report.at_unit_id)
    above = Unit.objects.get_parent(here)
    if above is None:
        raise Refusal(_("已经到区里了；请编入预警预测信息，或者注明不再上报。"))
    report.at_unit = above
    report.save(update_fields=["at_unit"])
    moved(report, "pass_up", by, at, note.strip())


@transaction.atomic
def return_report(*, report_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send it back to who wrote it, with what is missing."""
    report = held(report_id)
    report.state = ReportState.RETURNED
    report.save(update_fields=["state"])
    moved(report, "return", by, at, _said(reason, _("请写明要补充什么。")))
    queue_many(sent_back(report, at), at=at)


@transaction.atomic
def note_report(*, report_id: int, reason: str, by: Actor, at: datetime) -> None:
    """It ends here, with the reason, which those below read."""
    report = held(report_id)
    report.state = ReportState.NOTED
    report.save(update_fields=["state"])
    moved(report, "note", by, at, _said(reason, _("请写明为什么不再上报，报送的人会看到。")))


@transaction.atomic
def merge_reports(
    *, report_ids: Sequence[int], entry: ReportEntry, form_key: UUID, by: Actor, at: datetime
) -> Report:
    """Several reports that lie with one level become its own report to the level above; the same form sent
    twice merges once."""
    one_at_a_time("bulletins", [form_key.bytes])
    if known := Report.objects.filter(form_key=form_key).first():
        return known
    reports = [held(pk) for pk in sorted(set(report_ids))]
    if len(reports) < 2:
        raise Refusal(_("请至少选两条信息归并；只有一条的，直接上报。"))
    units = {report.at_unit_id for report in reports}
    if len(units) > 1:
        raise Refusal(_("所选的信息不在同一个单位，不能归并。"))
    whole = file_report(entry=entry, from_unit_id=units.pop(), form_key=form_key, by=by, at=at)
    for report in reports:
        report.state, report.merged_into = ReportState.MERGED, whole
        report.save(update_fields=["state", "merged_into"])
        moved(report, "merge", by, at, whole.number)
    return whole


def held(report_id: int) -> Report:
    """The report, locked, as long as it waits; raises Refusal for one that somebody has dealt with."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.state != ReportState.WAITING:
        told = _("信息 %(number)s 现在是“%(state)s”，不能再办。请刷新后看。")
        raise Refusal(told % {"number": report.number, "state": report.get_state_display()})
    return report


def _said(reason: str, otherwise: str) -> str:
    if len(reason.strip()) < 4:
        raise Refusal(problems=[Problem("reason", otherwise)])
    return reason.strip()
