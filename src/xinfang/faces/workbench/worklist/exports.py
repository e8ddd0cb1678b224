"""What is seen, as an Excel sheet: at once, or a long one by the background, to be taken when it is ready."""

import io
import tempfile
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.worklist.bulk import ticked
from xinfang.faces.workbench.worklist.filters import Filtered, filtered
from xinfang.faces.workbench.worklist.saving import back_to
from xinfang.faces.workbench.worklist.sheet import EXPORT_LIMIT, sheet_name, write_sheet
from xinfang.faces.workbench.worklist.views import columns_of
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import record
from xinfang.kernel.errors import Refusal
from xinfang.registers.prepared import actions as prepared
from xinfang.registers.prepared.queries import files_of
from xinfang.registers.prepared.queries import take as take_ready
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["AT_ONCE", "export", "exports", "take"]

AT_ONCE = 5_000  # rows that are worth waiting for: some seconds; more are made in the background
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door("export")
def export(request: HttpRequest) -> HttpResponseBase:
    """The sheet as a download; what and how much was taken is on record, the filter's text is not."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    listed = _asked(request, scope)
    if listed.form.errors:  # a condition that is not understood must not widen an export
        messages.error(request, _("没有选中可以导出的事项。"))
        return back_to(listed.query)
    rows = listed.matters.order_by().count()
    if rows > AT_ONCE:
        return _by_the_background(request, listed, rows)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    written = write_sheet(file, listed, columns_of(request), scope)
    record(written.told, by=scope.actor, at=clock.now())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=sheet_name())


@door("export")
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """The long sheets that this person asked for: how far each is, and the way to those that are ready."""
    files = files_of(request.scope, clock.now())  # type: ignore[attr-defined]
    context = {
        "files": files,
        "moving": any(file.progress.moving for file in files),
        "days": prepared.KEPT.days,
    }
    part = "HX-Request" in request.headers
    return render(request, f"workbench/worklist/{'on_their_way' if part else 'exports'}.html", context)


@door("export")
@require_GET
def take(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One that is ready, for whoever asked for it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    try:
        ready = take_ready(scope, uid)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:worklist_exports")
    if ready is None:
        raise Http404
    if petitions.accused_named_since(ready.begun_at):
        messages.error(request, _("导出以后有检举控告指明了被检举单位，这一份不能再下载，请重新导出。"))
        return redirect("workbench:worklist_exports")
    prepared.taken(file_id=ready.id, name=ready.name, rows=ready.rows, by=scope.actor, at=clock.now())
    return FileResponse(io.BytesIO(ready.data), as_attachment=True, filename=ready.name, content_type=SHEET)


def _by_the_background(request: HttpRequest, listed: Filtered, rows: int) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    asked = {
        "query": listed.query,
        "columns": [column.key for column in columns_of(request)],
        "language": get_language(),
    }
    try:
        prepared.ask(
            task="write_list",
            name=sheet_name(),
            asked=asked,
            rows=min(rows, EXPORT_LIMIT),
            rights=scope.fingerprint,
            by=scope.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:worklist_exports")


def _asked(request: HttpRequest, scope: Scope) -> Filtered:
    """GET: what the address filters. POST: of that, the rows that are ticked."""
    if request.method != "POST":
        return filtered(request.GET, scope, "export")
    listed = filtered(QueryDict(request.POST.get("query", "")), scope, "export")
    if request.POST.get("all"):
        return listed
    return replace(listed, matters=listed.matters.filter(pk__in=ticked(request.POST)))
