"""Where a figure of a report opens: the cases that it counts, as the register has them today."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from xinfang.insight.composition.facts import ELEVEN_MONTHS
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook.queries import FiguresReport

__all__ = ["address"]


def address(report: FiguresReport, key: str) -> str:
    """The address of the cases behind a figure; '' for what has none, such as an outside indicator, or a
    topic's whole table. `dimension:part:measure` is a part of one."""
    head, *rest = key.split(":")
    if len(rest) == 2:
        part, measure = rest
        return _cases(measure, {**_asked(report, report.last), "by": head, "part": part})
    opened = "received_letters_and_persons" if key == ELEVEN_MONTHS else key
    if opened not in load():
        return ""
    last = report.last.replace(month=11, day=30) if key == ELEVEN_MONTHS else report.last
    return _cases(opened, _asked(report, last) | ({"report": report.pk} if opened == key else {}))


def _cases(key: str, words: dict[str, object]) -> str:
    return reverse("workbench:figures_cases", args=[key]) + "?" + urlencode(words)


def _asked(report: FiguresReport, last: date) -> dict[str, object]:
    return {"year": last.year, **_stretch(report, last), "unit": report.unit_id}


def _stretch(report: FiguresReport, last: date) -> dict[str, str]:
    if last != report.last:
        return {"from": report.first.isoformat(), "to": str(last)}
    return {"stretch": f"{report.stretch[0]}{report.part}"} if report.part else {}
