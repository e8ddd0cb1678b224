"""Four eyes: one writes, another checks with the lint beside the text, and it is issued."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.insight.yearbook.actions.composing import held_draft, refuse_unseen, told_to_audit
from xinfang.insight.yearbook.models import FiguresReport, ReportState
from xinfang.insight.yearbook.proofing import findings
from xinfang.insight.yearbook.queries import document_of
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["check_report", "discard_report", "issue_report", "send_back_report"]

LEAST = 4  # characters of a reason


@transaction.atomic
def check_report(*, report_id: int, seen: str, remark: str = "", by: Actor, at: datetime) -> None:
    """Check it: the lint runs, and what it finds is mended or answered. `seen`: of what was read.

    Refuses what was changed since, whoever wrote or counted any of it, a report with a marked sentence, and
    findings without a word on why they stand.
    """
    report = held_draft(report_id)
    refuse_unseen(report, seen)
    if report.wrote(by.user_id):
        raise Refusal(_("自己写过或者取过数的报告，要由别人核对。"))
    with translation.override("zh-hans"):
        document = document_of(report)
        found = findings(document)
    marked = len(document.faults)
    if marked:
        told = _("有 %(n)d 句缺数或者不成立。请补登记后重新取数，或者在正文里改掉这几句。")
        raise Refusal(told % {"n": marked})
    if found and len(remark.strip()) < LEAST:
        told = _("有 %(n)d 处数字对不上，或者说法没有检验。请退回改正；确实没有错的，请写明为什么。")
        raise Refusal(problems=[Problem("remark", told % {"n": len(found)})])
    report.lint, report.remark = found, remark.strip()
    report.checked_at, report.checked_by, report.checker = at, by.user_id, by.label
    report.state = ReportState.CHECKED
    report.save()
    told_to_audit(report, "check", by, at)


@transaction.atomic
def send_back_report(*, report_id: int, remark: str, by: Actor, at: datetime) -> None:
    """Back to a draft, with what is to be changed."""
    report = FiguresReport.objects.select_for_update().get(pk=report_id)
    if report.state not in (ReportState.DRAFT, ReportState.CHECKED):
        raise Refusal(_("已经签发或者作废的报告不能退回。"))
    if len(remark.strip()) < LEAST:
        raise Refusal(problems=[Problem("remark", _("请写明要怎样改，至少 4 个字。"))])
    report.state, report.remark, report.lint = ReportState.DRAFT, remark.strip(), None
    report.checked_at, report.checked_by, report.checker = None, None, ""
    report.save()
    told_to_audit(report, "send_back", by, at)


@transaction.atomic
def issue_report(*, report_id: int, seen: str, by: Actor, at: datetime) -> None:
    """Issue what was checked; from now on it never changes. Whoever wrote or counted any of it does not."""
    report = FiguresReport.objects.select_for_update().get(pk=report_id)
    refuse_unseen(report, seen)
    if report.state != ReportState.CHECKED or report.lint is None:
        told = _("这份报告现在是“%(state)s”；核对过的才能签发。")
        raise Refusal(told % {"state": report.get_state_display()})
    if report.wrote(by.user_id):
        raise Refusal(_("自己写过或者取过数的报告，要由别人签发。"))
    report.state, report.issued_at = ReportState.ISSUED, at
    report.issued_by, report.issuer = by.user_id, by.label
    report.save()
    told_to_audit(report, "issue", by, at)


@transaction.atomic
def discard_report(*, report_id: int, seen: str, by: Actor, at: datetime) -> None:
    """Give up a draft, as it was seen."""
    report = held_draft(report_id)
    refuse_unseen(report, seen)
    report.state = ReportState.DISCARDED
    report.save(update_fields=["state"])
    told_to_audit(report, "discard", by, at)
