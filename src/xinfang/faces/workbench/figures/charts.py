"""What the charts and their table twins show: the same numbers, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.faces.workbench.figures.asked import Asked
from xinfang.faces.workbench.figures.words import busiest_month, largest_class
from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.registers.staff.scope import Scope

__all__ = ["CHARTS", "Table", "classes", "months", "units"]

# A month's number opens the cases of that channel: the measure that counts them as 件 or 批.
MEASURE_OF = {"letter": "letters", "visit": "visit_batches", "online": "online", "phone": "phone"}


@dataclass(frozen=True)
class Bar:
    """A row that is its own chart: name, cells as (value, link, head), lengths in percent."""

    name: str
    cells: list[tuple[int, str, str]]
    of_largest: float
    tick: float


@dataclass(frozen=True)
class Table:
    """A table of numbers: head, rows (name, cells), finding; `cells` are (value, link or '')."""

    finding: str
    head: list[str]
    rows: list[tuple[str, list[tuple[int, str]]]]
    chart: dict[str, Any]

    @property
    def lines(self) -> list[Bar]:
        """Each row with a bar as long as its first number and a tick at its last, of the largest of all."""
        most = max((value for _name, cells in self.rows for value, _link in cells), default=0) or 1
        return [
            Bar(
                name,
                [(value, link, label) for (value, link), label in zip(cells, self.head[1:], strict=True)],
                100 * cells[0][0] / most,
                100 * cells[-1][0] / most,
            )
            for name, cells in self.rows
        ]


def _cases(key: str, asked: Asked, dimension: str, part: str) -> str:
    address = reverse("workbench:figures_cases", args=[key])
    return f"{address}?{asked.query}&by={dimension}&part={part}"


def months(scope: Scope, asked: Asked) -> Table:
    """The months of the year by channel, the year before as a line; 件, a batch of visitors is one."""
    year = periods.year(asked.period.year)
    whole = Asked(year, asked.unit_id, asked.unit_name, "year")
    last = Asked(year.a_year_before(), asked.unit_id, asked.unit_name, "year")
    found = queries.months_by_channel(scope, year, asked.unit_id)
    before = _totals(queries.months_by_channel(scope, year.a_year_before(), asked.unit_id))
    names = DIMENSIONS["channel"].names([], None)
    used = [key for key in found if any(found[key])] or list(found)
    month_names = DIMENSIONS["month"].names([], None)
    totals = _totals(found)
    rows = []
    for n in range(12):
        cells = [(found[key][n], _cases(MEASURE_OF[key], whole, "month", str(n + 1))) for key in used]
        cells.append((totals[n], _cases("received", whole, "month", str(n + 1))))
        cells.append((before[n], _cases("received", last, "month", str(n + 1))))
        rows.append((month_names[str(n + 1)], cells))
    label = _("%(year)d年合计") % {"year": year.year - 1}
    finding = busiest_month(totals, year.year)
    chart = {
        "title": finding,
        "unit": _("件"),
        "names": list(month_names.values()),
        "series": [{"name": names[key], "key": key, "data": found[key]} for key in used],
        "before": {"name": label, "data": before} if any(before) else None,
    }
    head = [_("月份"), *(names[key] for key in used), _("合计"), label]
    return Table(finding, head, rows, chart)


def _totals(found: dict[str, list[int]]) -> list[int]:
    return [sum(column) for column in zip(*found.values(), strict=True)]


def classes(scope: Scope, asked: Asked) -> Table:
    """件 by content class on level 1, with those that have none."""
    found = queries.parts(scope, "received", asked.period, "class", asked.unit_id)
    rows = [(part.name, [(part.value, _cases("received", asked, "class", part.key))]) for part in found]
    finding = largest_class(found)
    chart = {
        "title": finding,
        "unit": _("件"),
        "names": [part.name for part in found],
        "data": [part.value for part in found],
    }
    return Table(finding, [_("内容分类"), _("件")], rows, chart)


def units(scope: Scope, asked: Asked) -> Table:
    """件 by the unit that now handles and by the unit that registered; who handles most stands first."""
    counts: dict[str, dict[str, tuple[int, str]]] = {}  # by the part's key: two units may have one name
    names: dict[str, str] = {}
    for dimension in ("unit", "registered_unit"):
        for part in queries.parts(scope, "received", asked.period, dimension, asked.unit_id):
            link = _cases("received", asked, dimension, part.key)
            names[part.key] = part.name
            counts.setdefault(part.key, {})[dimension] = (part.value, link)
    ranked = sorted(counts.items(), key=_busiest)
    rows = [(names[key], [by.get("unit", (0, "")), by.get("registered_unit", (0, ""))]) for key, by in ranked]
    handling = [(names[key], by["unit"][0]) for key, by in ranked if key and "unit" in by]
    return Table(_most_in_hand(handling), [_("单位"), _("承办（件）"), _("登记（件）")], rows, {})


def _most_in_hand(handling: Sequence[tuple[str, int]]) -> str:
    """Which unit handles most; nothing while all is still to be forwarded."""
    if not handling:
        return ""
    return _("按单位：%(name)s承办最多，%(most)d 件") % {"name": handling[0][0], "most": handling[0][1]}


def _busiest(item: tuple[str, dict[str, tuple[int, str]]]) -> tuple[int, int]:
    by = item[1]
    return (-by.get("unit", (0, ""))[0], -by.get("registered_unit", (0, ""))[0])


CHARTS = {"months": months, "classes": classes, "units": units}
