"""Whether a stored report is what was stored: its checksum worked out anew, beside what the audit saw."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import gettext as _

from xinfang.insight.composition.facts import thaw
from xinfang.insight.yearbook.counting import checksum, digest_of
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.audit.models import AuditEntry

__all__ = ["checksum_of", "faults_of", "stored"]


def checksum_of(report: FiguresReport) -> str:
    """Over everything that decides what is printed."""
    names = (
        "kind", "title", "unit_id", "topic_id", "stretch", "part", "first", "last", "cut_off", "scope",
        "definitions", "facts", "counted", "text", "words", "contributor",
    )  # fmt: skip
    told = {name: getattr(report, name) for name in names}
    return checksum({**told, "cut_off": report.cut_off.astimezone(UTC).isoformat()})


def stored(number: int | None = None) -> Iterator[FiguresReport]:
    """One report by its number, or all that there are, also those discarded; in order, one at a time."""
    found = FiguresReport.objects.select_related("unit").order_by("pk")
    return (found if number is None else found.filter(pk=number)).iterator(chunk_size=10)


def faults_of(report: FiguresReport) -> list[str]:
    """What of it is not as it was stored, in sentences; none when all of it is."""
    return list(_faults(report))


def _faults(report: FiguresReport) -> Iterator[str]:
    anew = checksum_of(report)
    if anew != report.checksum:
        told = _("内容和校验值不符：存的校验值是 %(stored)s，按存的内容算是 %(anew)s。")
        yield told % {"stored": report.checksum[:16], "anew": anew[:16]}
    seen = _seen_by_audit(report)
    if seen is not None and seen != report.checksum:
        told = _("校验值和审计记录不符：审计最后记的是 %(seen)s，存的是 %(stored)s。")
        yield told % {"seen": seen[:16], "stored": report.checksum[:16]}
    facts = thaw(report.facts)
    if facts.versions() != report.definitions:
        yield _("各数的口径版本和记下的版本不符。")
    for key, kept in report.counted.items():
        if kept["ids"] is not None and digest_of(kept["ids"]) != kept["digest"]:
            name = facts.figures[key].name if key in facts.figures else key
            yield _("“%(name)s”记下的件和它的摘要不符。") % {"name": name}


def _seen_by_audit(report: FiguresReport) -> str | None:
    """The checksum after the last act on it; None where the audit keeps none."""
    rows = AuditEntry.objects.filter(
        event="figures_report.moved", subject_type="figures_report", subject_id=report.pk
    )
    last = rows.order_by("-pk").values_list("after", flat=True).first()
    return last.get("checksum") if last else None
