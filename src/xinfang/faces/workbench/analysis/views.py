"""The pages of the analysis, and what can be taken from each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xinfang.engines.letterpress.refusals import LetterRefused
from xinfang.faces.workbench.analysis import asked as asking
from xinfang.faces.workbench.analysis.asked import CROSS, PLACES, TREND, Wish
from xinfang.faces.workbench.analysis.files import as_csv, as_xlsx
from xinfang.faces.workbench.analysis.pictures import picture, tile_picture
from xinfang.faces.workbench.analysis.placing import placing
from xinfang.faces.workbench.analysis.showing import page_of, sheet_of
from xinfang.insight.pivot.places import places as placed
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["cross", "places", "taken", "trend"]

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
TILES = "tiles"


@door("see_figures")
def cross(request: HttpRequest) -> HttpResponse:
    """A measure by two dimensions; every number opens its cases."""
    return page_of(request, CROSS, request.GET)


@door("see_figures")
def trend(request: HttpRequest) -> HttpResponse:
    """A measure by month, beside last year."""
    return page_of(request, TREND, request.GET)


@door("see_figures")
def places(request: HttpRequest) -> HttpResponse:
    """A measure by street: tiles, and the places in order."""
    return page_of(request, PLACES, request.GET)


@door("see_figures")
def taken(request: HttpRequest, page: str, kind: str) -> HttpResponse:
    """The table of a page as a file, or its chart as a picture."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if page not in (*asking.VIEWS, TILES) or kind not in KINDS:
        raise Http404
    try:
        wish = asking.read(PLACES if page == TILES else page, request.GET, scope)
        body = _body(scope, wish, page, kind)
    except Refusal:
        return page_of(request, PLACES if page == TILES else page, request.GET)  # says what is wrong
    except LetterRefused as refused:
        return HttpResponse(_(refused.message_id) % refused.params, status=503, content_type="text/plain")
    name = f"{wish.measure.name}-{wish.asked.period.label}.{kind}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(body, content_type=KINDS[kind], headers={"Content-Disposition": disposition})


def _body(scope: Scope, wish: Wish, page: str, kind: str) -> bytes:
    if kind in ("csv", "xlsx"):
        sheet = sheet_of(scope, wish, whole=True)
        return as_csv(sheet) if kind == "csv" else as_xlsx(wish, sheet)
    if page == TILES:
        found = placed(scope, wish.measure.key, wish.asked.period, wish.asked.unit_id, clock.today())
        svg = tile_picture(wish, placing(wish, found, clock.today()), found)
    else:
        svg = picture(wish, sheet_of(scope, wish))
    if kind == "svg":
        return svg.encode()
    from xinfang.engines.charts.raster import png  # a start of the programme does not wait for it

    return png(svg)
