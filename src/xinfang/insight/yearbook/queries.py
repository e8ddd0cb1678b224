"""Reading reports: in scope, as documents, as files, and against what the register says today."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone, translation

from xinfang.insight.composition import printing, tables
from xinfang.insight.composition.claims import TESTS
from xinfang.insight.composition.composing import Document, compose
from xinfang.insight.composition.drawing import PICTURES, Plot, drawn, plots_of
from xinfang.insight.composition.facts import Fact, thaw
from xinfang.insight.composition.printing import Imprint
from xinfang.insight.composition.saying import FORMS
from xinfang.insight.composition.tables import TABLES
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import Measure, load
from xinfang.insight.yearbook.kinds import KINDS, kind_of, shipped
from xinfang.insight.yearbook.models import FiguresReport, ReportState, ReportText
from xinfang.insight.yearbook.proofing import findings, refuse_unreadable
from xinfang.kernel.keyset import Keyset, Slice
from xinfang.registers.staff.scope import Scope

__all__ = [
    "FILES",
    "FiguresReport",
    "chart_of",
    "document_of",
    "file_of",
    "findings",
    "help_for",
    "kind_of",
    "may_edit",
    "may_issue",
    "newest_of",
    "period_of_report",
    "plots",
    "refuse_unreadable",
    "report_in",
    "reports",
    "text_now",
    "texts",
]

NEWEST, LISTED = Keyset("drafted_at"), 50


def reports(scope: Scope, *, newer: str = "", older: str = "") -> Slice:
    """A page of those in sight, newest first, without their figures."""
    found = FiguresReport.objects.visible_to(scope).exclude(state=ReportState.DISCARDED)
    found = found.select_related("unit", "topic").defer("facts", "counted", "text")
    return NEWEST.page(found, size=LISTED, newer=newer, older=older)


def report_in(scope: Scope, pk: int) -> FiguresReport | None:
    """One in sight; None for all others, whether they exist or not."""
    found = FiguresReport.objects.visible_to(scope).select_related("unit", "topic").defer("counted")
    return found.filter(pk=pk).first()


def _holds(scope: Scope, permission: str, unit_id: int) -> bool:
    reach = scope.reach(permission)
    return reach is None or unit_id in reach


def chart_of(report: FiguresReport, name: str, ending: str) -> tuple[str, bytes] | None:
    """Title and bytes of a chart, in Chinese as the report is; None when it has no such chart."""
    with translation.override("zh-hans"):
        plot = plots(report).get(name)
        return (plot.title, drawn(plot, ending)) if plot and ending in PICTURES else None


def plots(report: FiguresReport) -> dict[str, Plot]:
    """Its charts by name, in Chinese as the report is."""
    with translation.override("zh-hans"):
        return plots_of(thaw(report.facts), report.last.year, report.words, report.cut_off)


def may_edit(scope: Scope, report: FiguresReport) -> bool:
    """Whether the actor writes and checks reports about the unit."""
    return _holds(scope, "edit_reports", report.unit_id)


def may_issue(scope: Scope, report: FiguresReport) -> bool:
    """Whether the actor issues reports about the unit."""
    return _holds(scope, "issue_reports", report.unit_id)


def period_of_report(report: FiguresReport) -> Period:
    """Its period, as of the day on which its figures were taken."""
    return Period(report.first, report.last, report.stretch, report.part, timezone.localdate(report.cut_off))


def document_of(report: FiguresReport, text: str | None = None) -> Document:
    """The document, from the figures it keeps; with `text`, as it would read in another text."""
    words = {**report.words, "contributor": report.contributor}
    return compose(report.title, report.text if text is None else text, thaw(report.facts), words)


def text_now(kind: str) -> tuple[str, int]:
    """The text that a new report of a kind begins as, and its version; 0 is the shipped one."""
    newest = ReportText.objects.filter(kind=kind).order_by("-number").first()
    return (newest.text, newest.number) if newest else (shipped(kind_of(kind).key), 0)


def newest_of(scope: Scope, kind: str) -> FiguresReport | None:
    """The newest report of a kind in sight: what a text is tried on."""
    return FiguresReport.objects.visible_to(scope).filter(kind=kind).order_by("-pk").first()


def help_for(report: FiguresReport | None) -> dict[str, Any]:
    """What stands beside a text while it is written: measures with their figures, forms, tests, tables."""
    figures = thaw(report.facts).figures if report else {}
    sections: dict[str, list[tuple[Measure, Fact | None]]] = {}
    for each in load().values():
        sections.setdefault(str(each.section), []).append((each, figures.get(each.key)))
    return {
        "measures": list(sections.items()),
        "forms": [(form, rule) for form, (_say, rule) in FORMS.items()],
        "tests": [(name, test.rule) for name, test in TESTS.items()],
        "tables": list(TABLES.items()),
    }


def texts() -> list[tuple[str, ReportText | None]]:
    """Each kind with its newest version; None where it is still the shipped one."""
    newest = {each.kind: each for each in ReportText.objects.order_by("number")}
    return [(key, newest.get(key)) for key in KINDS]


def _told(report: FiguresReport) -> dict[str, Any]:
    """What a file says of itself."""
    return {
        "kind": report.kind,
        "period": report.words["period"],
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "unit": report.words["place"],
        "cut_off": timezone.localtime(report.cut_off).isoformat(timespec="seconds"),
        "definitions": dict(sorted(report.definitions.items())),
        "checksum": report.checksum,
        "state": report.state,
        "contributor": report.contributor,
    }


def _imprint(report: FiguresReport) -> Imprint:
    day: date = timezone.localdate(report.issued_at or report.cut_off)
    return Imprint(report.words["office"], day, draft=not report.issued, told=_told(report))


def _json(report: FiguresReport) -> bytes:
    """With what the lint said when it was checked: a better lint changes no report that stands."""
    document = document_of(report)
    said = findings(document) if report.lint is None else report.lint
    return printing.plain_json(document, _told(report), said).encode()


def _moment(report: FiguresReport) -> datetime:
    """What a file says it was made at; in UTC, as the database gives it back."""
    return report.cut_off.astimezone(UTC)


FILES: dict[str, tuple[str, Callable[[FiguresReport], bytes]]] = {
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda report: printing.word(document_of(report), _imprint(report), _moment(report)),
    ),
    "pdf": (
        "application/pdf",
        lambda report: printing.pdf(document_of(report), _imprint(report), _moment(report)),
    ),
    "md": ("text/markdown; charset=utf-8", lambda report: printing.markdown(document_of(report)).encode()),
    "txt": ("text/plain; charset=utf-8", lambda report: printing.prose(document_of(report)).encode()),
    "json": ("application/json", _json),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda report: tables.workbook(document_of(report), _told(report), _moment(report)),
    ),
}


def file_of(report: FiguresReport, ending: str) -> bytes:
    """The report as a file; in the same state the same bytes. Raises KeyError for another ending."""
    with translation.override("zh-hans"):
        return FILES[ending][1](report)
