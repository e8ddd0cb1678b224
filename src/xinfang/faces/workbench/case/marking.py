"""Putting a mark of one's own unit on a case, and taking it off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.marks import actions
from xinfang.faces.workbench.case.loading import load
from xinfang.faces.workbench.rights import WORKS_ON_CASES
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["mark"]


@require_POST
@door(WORKS_ON_CASES)
def mark(request: HttpRequest, number: str) -> HttpResponse:
    """`remove`: a mark's id; else `mark`, the word to put on."""
    by = request.scope.actor  # type: ignore[attr-defined]
    pk = load(request, number, WORKS_ON_CASES).matter.pk
    gone = request.POST.get("remove", "")
    try:
        if gone.isascii() and gone.isdigit() and len(gone) < 19:
            actions.unmark(matter_ids=[pk], mark_id=int(gone), by=by, at=clock.now())
            messages.success(request, _("标记已去掉。"))
        else:
            word = request.POST.get("mark", "")
            actions.mark(matter_ids=[pk], name=word, by=by, at=clock.now())
            messages.success(request, _("标记已加上。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:matter", number=number)
