"""A page of the analysis: its choices, its table, the kept views beside it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from xinfang.faces.workbench.analysis import asked as asking
from xinfang.faces.workbench.analysis.asked import PLACES, TREND, Wish
from xinfang.faces.workbench.analysis.forms import KeepForm
from xinfang.faces.workbench.analysis.months import monthly
from xinfang.faces.workbench.analysis.placing import placing, tile_of
from xinfang.faces.workbench.analysis.sheets import Sheet, crossing
from xinfang.faces.workbench.figures import asked as figures
from xinfang.insight.pivot.places import places as placed
from xinfang.insight.pivot.queries import views_of
from xinfang.insight.pivot.tables import crossed
from xinfang.insight.pivot.trends import trend as months_of
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["page_of", "sheet_of"]


def page_of(
    request: HttpRequest, page: str, data: QueryDict, keeping: KeepForm | None = None
) -> HttpResponse:
    """The page that answers a question. `keeping`: the form of a view that was not kept, as it was typed."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    refusal, shown = "", {}
    try:
        wish = asking.read(page, data, scope)
        shown = _shown(scope, wish)
    except Refusal as refused:
        wish, refusal = asking.fallback(page, data, scope), str(refused)
    context = {
        **{"wish": wish, "asked": wish.asked, "refusal": refusal, "page": page, **shown},
        **asking.chosen(wish, scope),
        "years": figures.years(),
        "stretches": figures.stretches(),
        "unit_choices": figures.unit_choices(scope, wish.asked.period),
        "kept": views_of(scope),
        "keeping": keeping or KeepForm(),
        "cut_off": clock.now(),
        "me": scope.actor.user_id,
        "current": data.get("view", ""),
    }
    wrong = bool(refusal or keeping)
    return render(request, f"workbench/analysis/{page}.html", context, status=400 if wrong else 200)


def _shown(scope: Scope, wish: Wish) -> dict[str, Any]:
    """The table of a page, and its tiles."""
    if wish.page != PLACES:
        return {"sheet": sheet_of(scope, wish)}
    found = placed(scope, wish.measure.key, wish.asked.period, wish.asked.unit_id, clock.today())
    return {
        "sheet": placing(wish, found, clock.today()),
        "tiles": [tile_of(wish, place) for place in found.streets],
    }


def sheet_of(scope: Scope, wish: Wish, whole: bool = False) -> Sheet:
    """The table of a page; `whole`: with every row and column, for a file."""
    key, period, unit_id = wish.measure.key, wish.asked.period, wish.asked.unit_id
    if wish.page == TREND:
        return monthly(
            wish, replace(months_of(scope, key, period, unit_id, clock.today()), measure=wish.measure)
        )
    if wish.page == PLACES:
        return placing(wish, placed(scope, key, period, unit_id, clock.today()), clock.today())
    found = crossed(scope, key, period, wish.rows, wish.columns, unit_id)
    return crossing(wish, replace(found, measure=wish.measure), whole)
