"""A report is written and goes to the level above; an urgent one to every level at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.models import Reading, Report, ReportMove, ReportState
from xinfang.casework.bulletins.notices import recalled
from xinfang.casework.bulletins.notices import urgent as urgent_notices
from xinfang.casework.bulletins.rules import READ_WITHIN, report_problems
from xinfang.casework.petitions.actions.entering import take_serials
from xinfang.engines.numbering import document_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.documents.actions import store
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import personal_problems

__all__ = ["ReportEntry", "file_report", "moved", "recall_report", "refuse_personal"]
__all__ += ["resend_report"]

SERIES = "信息"


@dataclass(frozen=True)
class ReportEntry:
    """What is reported. `heads`: about how many; `since`: from which day; `photo`: (name, bytes)."""

    what: str
    place: str
    heads: int
    since: date
    wish: str = ""
    class_id: int | None = None
    topic_id: int | None = None
    urgent: bool = False
    photo: tuple[str, IO[Any] | bytes] | None = None


@transaction.atomic
def file_report(
    *, entry: ReportEntry, from_unit_id: int | None, form_key: UUID, by: Actor, at: datetime
) -> Report:
    """File a report with the level above; the same form sent twice is one report.

    Refuses what is incomplete, what lies ahead, what holds a number or name of a person, and a unit that has
    nobody above it: the office writes items itself.
    """
    one_at_a_time("bulletins", [form_key.bytes])
    known = Report.objects.filter(form_key=form_key).first()
    if known:
        return known
    unit = Unit.objects.filter(pk=from_unit_id).first()
    if unit is None or unit.depth == 1:
        raise Refusal(_("报送信息的是部门、街道和社区；区里请直接编写预警预测信息。"))
    _refuse(entry, at)
    above = Unit.objects.get_parent(unit)
    year = timezone.localdate(at).year
    serial = take_serials({year: 1}, series=SERIES)[year]
    report = Report.objects.create(
        number=document_number(SERIES, year, serial),
        from_unit=unit,
        at_unit=above,
        urgent=entry.urgent,
        form_key=form_key,
        filed_at=at,
        filed_by=by.user_id,
        filer=by.label,
        **_columns(entry, by, at),
    )
    moved(report, "file", by, at)
    if entry.urgent:
        _raise_alarm(report, unit, at)
    return report


@transaction.atomic
def resend_report(*, report_id: int, entry: ReportEntry, by: Actor, at: datetime) -> None:
    """Send a report again, mended, that was returned or that its author took back."""
    report = Report.objects.select_for_update().select_related("from_unit").get(pk=report_id)
    if report.state not in (ReportState.RETURNED, ReportState.RECALLED):
        raise Refusal(_("这条信息没有退回，也没有取回，不用再报。"))
    alarm = report.urgent and report.state == ReportState.RECALLED
    _refuse(entry, at)
    for column, value in _columns(entry, by, at).items():
        if column != "photo" or value is not None:
            setattr(report, column, value)
    report.state = ReportState.WAITING
    report.save()
    moved(report, "resend", by, at)
    if alarm:
        _raise_alarm(report, report.from_unit, at)


@transaction.atomic
def recall_report(*, report_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Its author takes a report back, as long as nobody above has received or checked it: to be filed anew,
    put right, or not at all. Whoever was alarmed is told."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.filed_by is None or report.filed_by != by.user_id:
        raise Refusal(_("信息由报的人自己取回。"))
    if report.state != ReportState.WAITING or report.seen_above:
        raise Refusal(_("上级已经签收或者审核了，不能取回；请上级退回补充。"))
    if len(reason.strip()) < 4:
        raise Refusal(problems=[Problem("reason", _("请写明为什么取回，至少 4 个字。"))])
    refuse_personal(personal_problems({"reason": (_("原因"), reason)}, unit_words()))
    alarmed = list(report.readings.values_list("unit_id", flat=True))
    report.readings.all().delete()
    report.state = ReportState.RECALLED
    report.save(update_fields=["state"])
    moved(report, "recall", by, at, reason.strip())
    queue_many(recalled(report, alarmed, at), at=at)


def moved(report: Report, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    """One line of what happened to a report, and of the audit."""
    ReportMove.objects.create(report=report, at=at, verb=verb, unit=by.unit, actor=by.label, note=note)
    record(Record("report.moved", "report", report.pk, report.number, after={"verb": verb}), by=by, at=at)


def refuse_personal(problems: list[Problem]) -> None:
    """Raise Refusal at the fields that speak of a person."""
    if problems:
        raise Refusal(problems=problems)


def _refuse(entry: ReportEntry, at: datetime) -> None:
    found = report_problems(
        what=entry.what,
        place=entry.place,
        heads=entry.heads,
        since=entry.since,
        today=timezone.localdate(at),
    )
    texts = {
        "what": (_("什么情况"), entry.what),
        "place": (_("在哪里"), entry.place),
        "wish": (_("群众的愿望"), entry.wish),
    }
    refuse_personal(found + personal_problems(texts, unit_words()))


def _columns(entry: ReportEntry, by: Actor, at: datetime) -> dict[str, Any]:
    photo = store(name=entry.photo[0], file=entry.photo[1], by=by, at=at) if entry.photo else None
    return {
        "what": entry.what.strip(),
        "place": entry.place.strip(),
        "heads": entry.heads,
        "since": entry.since,
        "wish": entry.wish.strip(),
        "content_class_id": entry.class_id,
        "topic_id": entry.topic_id,
        "photo": photo,
    }


def _raise_alarm(report: Report, unit: Unit, at: datetime) -> None:
    """Every level above has it at once, each with its own read-receipt and clock."""
    above = list(Unit.objects.get_ancestors(unit))
    Reading.objects.bulk_create(
        [Reading(report=report, unit=each, due_at=at + READ_WITHIN) for each in above]
    )
    queue_many(urgent_notices(report, [each.pk for each in above], at), at=at)
