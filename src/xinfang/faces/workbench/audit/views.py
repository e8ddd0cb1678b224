"""Who did or read what, when and from where."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.faces.workbench.audit.changes import changes
from xinfang.faces.workbench.audit.forms import FilterForm
from xinfang.kernel.audit.presenters import present
from xinfang.kernel.audit.queries import entries
from xinfang.registers.staff.doors import door

__all__ = ["audit"]


@door("read_audit")
def audit(request: HttpRequest) -> HttpResponse:
    """The newest entries that match the filter; the next page goes on by keyset."""
    form = FilterForm(request.GET)
    filters = form.filters()
    before = request.GET.get("before", "")
    page = entries(filters, int(before) if before.isdecimal() and len(before) < 19 else None)
    query = request.GET.copy()
    query.pop("before", None)
    newest = query.urlencode()
    if page.before_id:
        query["before"] = str(page.before_id)
    context: dict[str, Any] = {
        "form": form,
        "rows": [(entry, present(entry), changes(entry)) for entry in page.entries],
        "older": query.urlencode() if page.before_id else "",
        "newest": newest if before else None,
        "filtered": any(vars(filters).values()),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/audit/audit.html", context)
