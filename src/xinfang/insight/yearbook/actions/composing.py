"""A report is composed from the register, written on, counted anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xinfang.insight.composition.facts import Asked, Facts, gather
from xinfang.insight.statistics import queries as statistics
from xinfang.insight.statistics.periods import Period
from xinfang.insight.yearbook.counting import checksum, counted, frozen_scope
from xinfang.insight.yearbook.kinds import Kind, kind_of, period_of
from xinfang.insight.yearbook.models import FiguresReport, ReportState
from xinfang.insight.yearbook.naming import undated, words_of
from xinfang.insight.yearbook.proofing import refuse_unreadable
from xinfang.insight.yearbook.queries import text_now
from xinfang.insight.yearbook.verifying import checksum_of
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.moments import one_moment
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import unit_in
from xinfang.registers.staff.scope import Scope, with_house
from xinfang.registers.topics.models import SpecialTopic

__all__ = [
    "Wanted",
    "compose_report",
    "edit_report",
    "held_draft",
    "recount_report",
    "refuse_unseen",
    "told_to_audit",
]

LONGEST_NAME = 60


@dataclass(frozen=True)
class Wanted:
    """Which report: kind, year, quarter or month, whose units, by which topic, the by-line."""

    kind: str
    year: int
    unit_id: int
    part: int | None = None
    topic_id: int | None = None
    contributor: str = ""


def compose_report(*, wanted: Wanted, scope: Scope, form_key: UUID, by: Actor, at: datetime) -> FiguresReport:
    """Count everything now and keep it. What would be the same to the last figure is the one that is there.

    Refuses a period that does not exist, has not begun or lies before the register, a unit whose figures the
    actor does not see, a topic report without its topic. All of it is counted as of one moment; after that
    the same form sent twice, or two people who want the same, wait for one another: the second gets the
    report of the first.
    """
    known = FiguresReport.objects.filter(form_key=form_key).first()
    if known:
        return known
    kind = kind_of(wanted.kind)
    period = period_of(kind, wanted.year, wanted.part)
    with one_moment():
        _refuse_far(period, at)
        asked = _asked(scope, wanted.unit_id, period, at, _topic(kind, wanted.topic_id))
        report = _counted(kind, asked, by)
    report.contributor, report.form_key = _by_line(wanted.contributor), form_key
    _put_among_writers(report, by)
    return _kept(report, kind, by, at)


@transaction.atomic
def _kept(report: FiguresReport, kind: Kind, by: Actor, at: datetime) -> FiguresReport:
    """The report in the text of now; or the one that is there."""
    of = f"{report.kind} {report.unit_id} {report.last.year}"
    one_at_a_time("report", [report.form_key.bytes, of.encode()])
    known = FiguresReport.objects.filter(form_key=report.form_key).first()
    if known:
        return known
    report.text, report.text_number = text_now(kind.key)
    report.checksum = checksum_of(report)
    same = _the_same(report)
    if same:
        return same
    report.save()
    told_to_audit(report, "compose", by, at)
    return report


@transaction.atomic
def edit_report(
    *, report_id: int, text: str, contributor: str, seen: str, by: Actor, at: datetime
) -> FiguresReport:
    """Write on a draft's text; the figures stay those of its moment. Who writes is not to check it.

    `seen` is the checksum of what was opened: nobody writes over what another wrote in between.
    """
    report = held_draft(report_id)
    refuse_unseen(report, seen)
    refuse_unreadable(text)
    report.text, report.contributor = text.replace("\r\n", "\n").strip() + "\n", _by_line(contributor)
    report.lint = None
    _put_among_writers(report, by)
    report.checksum = checksum_of(report)
    report.save()
    told_to_audit(report, "edit", by, at)
    return report


def recount_report(*, report_id: int, scope: Scope, by: Actor, at: datetime) -> FiguresReport:
    """Take a draft's figures again, at a new moment. They are of who takes them, who is not to check them.

    Counting is not locked. Where somebody who asked later was done first, the later figures stay.
    """
    with one_moment():
        report = FiguresReport.objects.select_related("topic").get(pk=report_id)
        _refuse_done(report)
        kind = kind_of(report.kind)
        period = period_of(kind, report.last.year, report.part or None)
        fresh = _counted(kind, _asked(scope, report.unit_id, period, at, report.topic), by)
    return _taken_anew(report_id, fresh, by, at)


@transaction.atomic
def _taken_anew(report_id: int, fresh: FiguresReport, by: Actor, at: datetime) -> FiguresReport:
    report = held_draft(report_id)
    if report.cut_off > fresh.cut_off:
        return report
    for name in ("cut_off", "scope", "definitions", "facts", "counted", "words"):
        setattr(report, name, getattr(fresh, name))
    _put_among_writers(report, by)
    report.lint, report.checksum = None, checksum_of(report)
    report.save()
    told_to_audit(report, "recount", by, at)
    return report


def held_draft(report_id: int) -> FiguresReport:
    """The report, locked, as long as it is a draft."""
    report = FiguresReport.objects.select_for_update().get(pk=report_id)
    _refuse_done(report)
    return report


def _refuse_done(report: FiguresReport) -> None:
    if not report.draft:
        told = _("这份报告现在是“%(state)s”，不能再改；要改，请先退回，或者另出一份。")
        raise Refusal(told % {"state": report.get_state_display()})


def _by_line(contributor: str) -> str:
    """As it is printed. Raises Refusal for one that would be cut."""
    if len(contributor.strip()) > LONGEST_NAME:
        told = _("供稿人最多 %(most)d 个字。")
        raise Refusal(problems=[Problem("contributor", told % {"most": LONGEST_NAME})])
    return contributor.strip()


def refuse_unseen(report: FiguresReport, seen: str) -> None:
    """Refuse what is meant of another text, or of other figures, than those that stand."""
    if report.checksum != seen:
        raise Refusal(_("您打开以后，这份报告又改过或者重新取过数了。请先看现在的这一份，再做。"))


def _put_among_writers(report: FiguresReport, by: Actor) -> None:
    if by.user_id is not None and by.user_id not in report.writers:
        report.writers = [*report.writers, by.user_id]
        report.authors = [*report.authors, by.label]


def _refuse_far(period: Period, at: datetime) -> None:
    today = timezone.localdate(at)
    if period.first > today:
        raise Refusal(_("%(label)s还没有到，没有统计。") % {"label": period.label})
    if statistics.first_year() is None:
        raise Refusal(_("还没有登记过信访件，出不了报告。"))
    if told := statistics.before_the_register(period.year):
        raise Refusal(told)


def _asked(scope: Scope, unit_id: int, period: Period, at: datetime, topic: SpecialTopic | None) -> Asked:
    """A report is read in the unit it is about: what accuses its house is not counted (docs/adr/0008)."""
    unit = _unit(scope, unit_id)
    return Asked(with_house(scope, unit), unit, period.as_of(timezone.localdate(at)), at, topic)


def _unit(scope: Scope, unit_id: int) -> Unit:
    unit = unit_in(scope, unit_id, "see_figures")
    if unit is None:
        raise Refusal(problems=[Problem("unit", _("没有这个单位，或者它不在您的统计范围内。"))])
    return unit


def _topic(kind: Kind, topic_id: int | None) -> SpecialTopic | None:
    if not kind.of_topic:
        return None
    topic = SpecialTopic.objects.filter(pk=topic_id or 0).first()
    if topic is None:
        raise Refusal(problems=[Problem("topic", _("专题报告要选一个专题。"))])
    return topic


def _counted(kind: Kind, asked: Asked, by: Actor) -> FiguresReport:
    """A report with its figures, not yet with its text; always in Chinese, whoever asks."""
    with translation.override("zh-hans"):
        facts: Facts = gather(asked)
        words = words_of(kind, asked)
    period = asked.period
    return FiguresReport(
        kind=kind.key,
        title=words.pop("title"),
        unit=asked.unit,
        topic=asked.topic,
        stretch=period.kind,
        part=period.part,
        first=period.first,
        last=period.last,
        cut_off=asked.at,
        scope=frozen_scope(asked.scope),
        definitions=facts.versions(),
        facts=facts.frozen(),
        counted=counted(asked, facts.figures),
        words=words,
        drafted_at=asked.at,
        drafted_by=by.user_id,
        drafter=by.label,
    )


def _the_same(report: FiguresReport) -> FiguresReport | None:
    """The newest of that kind and period that prints what this one would, if there is one. Whoever asked for
    it: every scope that holds the unit holds all below it. Only what accuses a house is in some reports and
    not in others, and one that may count it is not given to those whose house it is."""
    found = FiguresReport.objects.filter(
        kind=report.kind, unit=report.unit, topic=report.topic, first=report.first, last=report.last
    ).exclude(state=ReportState.DISCARDED)
    found = found.filter(contributor=report.contributor, text=report.text, title=report.title)
    kept = found.filter(scope__house__contains=report.scope["house"]).order_by("-pk")
    names = ("words", "definitions", "facts", "counted")
    told = [_plain(report, name) for name in names]
    return next((each for each in kept.iterator(10) if [_plain(each, name) for name in names] == told), None)


def _plain(report: FiguresReport, name: str) -> str:
    value: Any = getattr(report, name)
    return checksum({name: undated(value) if name == "words" else value})


def told_to_audit(report: FiguresReport, verb: str, by: Actor, at: datetime) -> None:
    """What was done with a report, and the checksum that it has since."""
    after = {"verb": verb, "checksum": report.checksum}
    record(
        Record("figures_report.moved", "figures_report", report.pk, report.title, after=after), by=by, at=at
    )
