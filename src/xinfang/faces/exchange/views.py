"""Import in the browser: upload, check, run, and take back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xinfang.engines.tabular import TableRefused
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.forms import UploadForm, read_matching
from xinfang.faces.exchange.masked import holds_accusations
from xinfang.faces.exchange.models import BatchState, ImportBatch
from xinfang.faces.exchange.pages import RUNNING, listed, preview, result, standing, units_of
from xinfang.faces.exchange.presenting import error_sheet
from xinfang.faces.exchange.queries import batches, find
from xinfang.faces.exchange.runs import stored_table
from xinfang.faces.exchange.uploading import take_in
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["batch", "discard", "imports", "match", "progress", "refused", "resume", "revert"]

A_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door("import")
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a table; below, what was imported before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_in(form.cleaned_data["file"], request.scope, at=clock.now())  # type: ignore[attr-defined]
        except (TableRefused, Refusal) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("exchange:import_batch", taken.uid)
    page = Paginator(batches(request.scope), A_PAGE).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    rows = listed(request.scope, page)  # type: ignore[attr-defined]
    context = {"form": form, "page": page, "rows": rows, "form_has_errors": bool(form.errors)}
    return render(request, "exchange/imports.html", context, status=422 if form.errors else 200)


@door("import")
@require_GET
def batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A batch where it stands: to be checked, running, or done."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    if found.state == BatchState.UPLOADED:
        return _preview(request, found)
    if found.state in RUNNING:
        return render(request, "exchange/running.html", standing(found, at=clock.now()))
    return render(request, "exchange/done.html", result(found))


@door("import")
@require_POST
def match(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep the chosen columns; then check again, or begin."""
    scope = request.scope  # type: ignore[attr-defined]
    found = find(scope, uid)
    try:
        said = read_matching(request.POST, found, units_of(scope))
        found = actions.match(
            batch=found,
            columns=said.columns,
            channel=said.channel,
            repeats=said.repeats,
            unit_id=said.unit_id,
            by=scope.actor,
            at=clock.now(),
            accusations=holds_accusations(stored_table(found), said.columns),
        )
        if request.POST.get("act") == "start":
            actions.enqueue(batch=found, by=scope.actor, at=clock.now())
    except (Refusal, TableRefused) as refusal:
        return _preview(request, found, refusal)
    return redirect("exchange:import_batch", uid)


@door("import")
@require_GET
def progress(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The moving part of a running batch; at the end the page is loaded anew."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    response = render(request, "exchange/progress.html", standing(found, at=clock.now()))
    if found.state not in RUNNING:
        response["HX-Refresh"] = "true"
    return response


@door("import")
@require_POST
def resume(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go on where a run stopped."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    return _act(request, found, lambda: actions.enqueue(batch=found, by=request.scope.actor, at=clock.now()))  # type: ignore[attr-defined]


@door("import")
@require_POST
def revert(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take the whole batch back."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    return _act(
        request,
        found,
        lambda: actions.revert(batch=found, by=request.scope.actor, at=clock.now()),  # type: ignore[attr-defined]
        _("整批已撤销。"),
    )


@door("import")
@require_POST
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Drop an upload that never began."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    try:
        actions.discard(batch=found, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("exchange:imports")


@door("import")
@require_GET
def refused(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The refused rows as a table to correct and import again."""
    found = find(request.scope, uid)  # type: ignore[attr-defined]
    if not found.refused:
        raise Http404
    response = HttpResponse(error_sheet(found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="import-{found.pk}-refused.xlsx"'
    actions.sheet_taken(batch=found, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return response


def _act(request: HttpRequest, found: ImportBatch, act: object, done: str = "") -> HttpResponse:
    try:
        act()  # type: ignore[operator]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect("exchange:import_batch", found.uid)


def _preview(request: HttpRequest, found: ImportBatch, refusal: Exception | None = None) -> HttpResponse:
    try:
        table = stored_table(found)
    except (TableRefused, Refusal) as gone:
        messages.error(request, str(gone))
        return redirect("exchange:imports")
    context = preview(found, table, units_of(request.scope), at=clock.now(), today=clock.today())  # type: ignore[attr-defined]
    actions.previewed(batch=found, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    context |= {"refusal": refusal, "form_has_errors": refusal is not None}
    return render(request, "exchange/preview.html", context, status=422 if refusal else 200)
