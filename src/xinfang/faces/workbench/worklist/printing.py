"""Printing several matters at once: one sheet a matter, masked, for the desk or the meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.worklist.bulk import wanted
from xinfang.faces.workbench.worklist.columns import COLUMNS
from xinfang.faces.workbench.worklist.listing import lines
from xinfang.faces.workbench.worklist.saving import back_to
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["LIMIT", "print_many"]

LIMIT = 1_000  # sheets at once: two packets of paper


@require_POST
@door("see_matters")
def print_many(request: HttpRequest) -> HttpResponse:
    """The sheets of the matters ticked, or of all that the filter finds; how many is on record."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    ids, _everything = wanted(request.POST, scope, "see_matters")
    if not ids:
        messages.error(request, _("没有选中可以打印的事项。"))
        return back_to(request.POST.get("query", ""))
    # Accusations are printed from their own page alone, where each reading is on record.
    found = petitions.matters(scope).filter(pk__among=ids, confined=False)
    matters = list(found.order_by("-received_at", "-pk")[:LIMIT])
    told = Record("worklist.printed", "worklist", None, after={"sheets": len(matters)})
    record(told, by=scope.actor, at=clock.now())
    sheets = zip(matters, lines(matters, list(COLUMNS.values()), clock.today()), strict=True)
    context = {
        "sheets": list(sheets),
        "left_out": len(ids) - len(matters),
        "limit": LIMIT,
        "office": scope.actor.unit,
    }
    return render(request, "workbench/worklist/print.html", context)
