"""What is raised most, and with whom it lies: the year's largest classes and units beside last year, and
this month beside the last."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.insight.pivot.tables import crossed
from xinfang.insight.statistics import changes, periods
from xinfang.insight.statistics.changes import Compared
from xinfang.registers.staff.scope import Scope

__all__ = ["Hot", "hot", "this_month"]

MEASURE, MOST = "received", 5


@dataclass(frozen=True)
class Hot:
    """A class or a unit: petitions this year, and until the same day of last; the way to the cases."""

    name: str
    now: int
    before: int
    href: str


def hot(scope: Scope, today: date) -> list[tuple[str, int, list[Hot]]]:
    """The largest classes and units, the largest first, each list with the largest of its numbers."""
    year = periods.year(today.year).as_of(today)
    found = []
    for by, title in (("class", _("反映最多的问题")), ("unit", _("承办最多的单位"))):
        before = {
            head.key: head.total.value for head in crossed(scope, MEASURE, year.a_year_before(today), by).rows
        }
        heads = [head for head in crossed(scope, MEASURE, year, by).rows if head.key and head.total.value]
        heads = sorted(heads, key=lambda head: (-_whole(head.total.value), head.key))[:MOST]
        rows = [
            Hot(
                head.name,
                _whole(head.total.value),
                _whole(before.get(head.key)),
                _cases(today.year, by, head.key),
            )
            for head in heads
        ]
        found.append((title, max((max(row.now, row.before) for row in rows), default=1), rows))
    return found


def this_month(scope: Scope, today: date) -> Compared:
    """What came in this month, beside last month and the same month a year before, until the same day."""
    month = periods.month(today.year, today.month)
    return changes.compared(scope, month, None, today, [MEASURE])[0]


def _cases(year: int, by: str, part: str) -> str:
    address = reverse("workbench:figures_cases", args=[MEASURE])
    return f"{address}?{urlencode({'year': year, 'by': by, 'part': part})}"


def _whole(value: Any) -> int:
    return int(value or 0)
