"""Where a figure of a report opens: the cases that it counts, as the register has them today."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.insight.composition.facts import ELEVEN_MONTHS, Fact
from xinfang.insight.composition.saying import COMPARES, number
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook.queries import FiguresReport, period_of_report

__all__ = ["Side", "address", "address_before", "sides"]

PARTS = ("of", "before")  # how the key of a part begins
ELEVEN_OPENS = "received_letters_and_persons"
# The figure with which a change compares, as it is called.
BESIDE = {"before": _("上年同期"), "previous": _("上期")}


class Side(NamedTuple):
    """One of the two figures of a change: what it is called, what it says, where its cases open."""

    label: Promise | str
    value: str
    href: str


def address(report: FiguresReport, key: str) -> str:
    """The address of the cases behind a figure; '' for what has none, such as an outside indicator.

    A part is `of:measure:dimension:part`; `before:…` is that of the year before."""
    head, _sign, part = key.partition(":")
    if head in PARTS:
        return _of_part(report, head, part)
    opened = ELEVEN_OPENS if key == ELEVEN_MONTHS else key
    if opened not in load():
        return ""
    last = report.last.replace(month=11, day=30) if key == ELEVEN_MONTHS else report.last
    return _cases(opened, _asked(report, last) | ({"report": report.pk} if opened == key else {}))


def address_before(report: FiguresReport, key: str, which: str = "before") -> str:
    """The address of the cases behind a figure a year before, or (`which`: previous) of the period before;
    '' for what has none."""
    if key == ELEVEN_MONTHS:
        first, last = report.first, report.last
        window = Period(first.replace(year=first.year - 1), date(last.year - 1, 11, 30), "span")
        return _cases(ELEVEN_OPENS, _asked_of(report, window))
    period, day = period_of_report(report), timezone.localdate(report.cut_off)
    other = period.previous(day) if which == "previous" else period.a_year_before(day)
    return _cases(key, _asked_of(report, other)) if key in load() and other else ""


def sides(report: FiguresReport, fact: Fact | None, form: str) -> list[Side]:
    """Both figures of a change that a field says; none where it says no change, or one that others told."""
    if fact is None or not (fact.changes or form in COMPARES):
        return []
    which = COMPARES.get(form, "before")
    now, then = (fact.counted, fact.base_value) if fact.changes else (fact.value, getattr(fact, which))
    told = (
        (_("本期"), now, address(report, fact.key)),
        (BESIDE[which], then, address_before(report, fact.key, which)),
    )
    return [Side(name, number(value), href) for name, value, href in told if value is not None and href]


def _of_part(report: FiguresReport, head: str, part: str) -> str:
    asked = _asked(report, report.last)
    if head == "before":
        asked["year"] = report.last.year - 1
    measure, by, name = part.split(":", 2)
    return _cases(measure, {**asked, "by": by, "part": name})


def _cases(key: str, words: dict[str, object]) -> str:
    return reverse("workbench:figures_cases", args=[key]) + "?" + urlencode(words)


def _asked(report: FiguresReport, last: date) -> dict[str, object]:
    return {"year": last.year, **_stretch(report, last), "unit": report.unit_id}


def _asked_of(report: FiguresReport, period: Period) -> dict[str, object]:
    words: dict[str, object] = {"year": period.year, "unit": report.unit_id}
    if period.kind == "span":
        return words | {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return words | ({"stretch": f"{period.kind[0]}{period.part}"} if period.part else {})


def _stretch(report: FiguresReport, last: date) -> dict[str, str]:
    if last != report.last:
        return {"from": report.first.isoformat(), "to": str(last)}
    return {"stretch": f"{report.stretch[0]}{report.part}"} if report.part else {}
