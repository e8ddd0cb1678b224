"""Where a figure of a report opens: exactly the cases that it counts."""

from urllib.parse import urlencode

from django.urls import reverse

from xinfang.insight.composition.composing import LEADERS
from xinfang.insight.composition.facts import ELEVEN_MONTHS
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook.queries import FiguresReport

__all__ = ["address"]


def address(report: FiguresReport, key: str) -> str:
    """The address of the cases behind a figure; '' for what has none, such as an outside indicator."""
    if key.startswith("topic:"):
        return reverse("workbench:topics_topic", args=[int(key.removeprefix("topic:"))])
    opened = {LEADERS: "reception_batches", ELEVEN_MONTHS: "received_letters_and_persons"}.get(key, key)
    if opened not in load():
        return ""
    last = report.last.replace(month=11, day=30) if key == ELEVEN_MONTHS else report.last
    words = {"year": last.year, **_stretch(report, last), "unit": report.unit_id}
    return reverse("workbench:figures_cases", args=[opened]) + "?" + urlencode(words)


def _stretch(report: FiguresReport, last: object) -> dict[str, str]:
    if last != report.last:
        return {"from": report.first.isoformat(), "to": str(last)}
    return {"stretch": f"{report.stretch[0]}{report.part}"} if report.part else {}
