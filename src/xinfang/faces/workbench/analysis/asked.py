"""What a page of the analysis is asked for: a measure, how it is divided, a period, a unit."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from xinfang.faces.workbench.figures import asked as figures
from xinfang.insight.pivot.tables import dimensions_of, divisible_measures
from xinfang.insight.statistics import periods, registry
from xinfang.insight.statistics.handled import below, called
from xinfang.insight.statistics.queries import divisible, known
from xinfang.insight.statistics.registry import Measure
from xinfang.insight.statistics.sources import of_its_time
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["CROSS", "PLACES", "TREND", "VIEWS", "Wish", "chosen", "fallback", "read"]

CROSS, TREND, PLACES = "cross", "trend", "places"
VIEWS = {CROSS: "workbench:analysis", TREND: "workbench:analysis_trend", PLACES: "workbench:analysis_places"}
FIRST, ROWS, COLUMNS = "received", ("class", "unit"), ("channel", "purpose")


@dataclass(frozen=True)
class Wish:
    """A question that makes sense: the measure has these dimensions, the unit is in reach."""

    page: str
    asked: figures.Asked
    measure: Measure
    rows: str = ""
    columns: str = ""
    left_out: str = ""  # the period that was asked for, where the page shows its whole year

    @property
    def query(self) -> str:
        """The question as it stands in an address."""
        words: dict[str, Any] = {"measure": self.measure.key}
        if self.page == CROSS:
            words |= {"rows": self.rows, "columns": self.columns or "none"}
        return f"{urlencode(words)}&{self.asked.query}"

    @property
    def address(self) -> str:
        """The page that shows it."""
        return f"{reverse(VIEWS[self.page])}?{self.query}"

    @property
    def source(self) -> str:
        """On what the measure rests: the regulations of the period's own time."""
        return of_its_time(str(self.measure.source), self.asked.period)

    def cases(self, *within: tuple[str, str], asked: figures.Asked | None = None) -> str:
        """The address of the cases of a part, or of all."""
        query = urlencode(figures.words(list(within)))
        address = reverse("workbench:figures_cases", args=[self.measure.key])
        return f"{address}?{(asked or self.asked).query}" + (f"&{query}" if query else "")


def read(page: str, data: QueryDict, scope: Scope) -> Wish:
    """Read an address; raises Refusal for what does not exist, does not fit, or is not the actor's to see."""
    asked = figures.read(data, scope)
    measure = called(known(data.get("measure") or FIRST), part=below(scope, asked.unit_id))
    if page == TREND:
        left_out = "" if asked.stretch == "year" else asked.period.label
        whole = periods.year(asked.period.year).as_of(clock.today())
        asked = figures.Asked(whole, asked.unit_id, asked.unit_name, "year")
        return Wish(page, asked, measure, left_out=left_out)
    if page == PLACES:
        divisible(measure, "street")
        return Wish(page, asked, measure)
    rows = data.get("rows") or _first(measure, ROWS, "")
    columns = data.get("columns") or _first(measure, COLUMNS, rows)
    columns = "" if columns == "none" else columns
    if rows == columns:
        raise Refusal(_("行和列不能是同一种细分，请换一个。"))
    for each in filter(None, (rows, columns)):
        divisible(measure, each)
    return Wish(page, asked, measure, rows, columns)


def _first(measure: Measure, wanted: tuple[str, ...], taken: str) -> str:
    """The first of the wanted dimensions that a measure has; it has at least the places and the units."""
    has = [each.key for each in dimensions_of(measure)]
    return next((key for key in (*wanted, *has) if key in has and key != taken), wanted[0])


def fallback(page: str, data: QueryDict, scope: Scope) -> Wish:
    """What stands in the choices when the address made no sense: of it all that does make sense."""
    try:
        asked = figures.read(data, scope)
    except Refusal:
        asked = figures.Asked(periods.year(clock.today().year), None, "", "year")
    offered = {each.key: each for each in divisible_measures()}
    measure = offered.get(data.get("measure", ""), offered[FIRST])
    has = {each.key for each in dimensions_of(measure)}
    columns = data.get("columns", "")
    rows = data.get("rows", "")
    rows = rows if rows in has else _first(measure, ROWS, columns)
    columns = columns if columns in has - {rows} else _first(measure, COLUMNS, rows)
    return Wish(page, asked, called(measure, part=below(scope, asked.unit_id)), rows, columns)


def chosen(wish: Wish, scope: Scope) -> dict[str, Any]:
    """The choices of the form: measures in their sections, and the dimensions of the one chosen."""
    part = below(scope, wish.asked.unit_id)
    offered = list(registry.load().values()) if wish.page == TREND else divisible_measures()
    sections: dict[str, list[Measure]] = {}
    for each in offered:
        sections.setdefault(str(each.section), []).append(called(each, part=part))
    return {"measures": list(sections.items()), "dimensions": dimensions_of(wish.measure)}
