"""Marks on several matters at once, put on and taken off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.marks import actions
from xinfang.casework.marks.queries import marks_of
from xinfang.faces.workbench.rights import WORKS_ON_CASES
from xinfang.faces.workbench.undoing import undo_mark, undo_unmark
from xinfang.faces.workbench.worklist.bulk import wanted
from xinfang.faces.workbench.worklist.saving import back_to
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["mark_many", "unmark_many"]


@require_POST
@door(WORKS_ON_CASES)
def mark_many(request: HttpRequest) -> HttpResponse:
    """Put a word on the matters ticked, or on all that the filter finds."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    ids, _everything = wanted(request.POST, scope, WORKS_ON_CASES)
    word = request.POST.get("mark", "")
    try:
        if not ids:
            raise Refusal(_("没有选中可以加标记的事项。"))
        mark, fresh = actions.mark(matter_ids=ids, name=word, by=scope.actor, at=clock.now())
        told = _("已给 %(n)d 件加上标记“%(name)s”。") % {"n": len(fresh), "name": word.strip()}
        undo_mark(request, told, mark, fresh)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back_to(request.POST.get("query", ""))


@require_POST
@door(WORKS_ON_CASES)
def unmark_many(request: HttpRequest) -> HttpResponse:
    """Take a word from the matters ticked, or from all that the filter finds."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    ids, _everything = wanted(request.POST, scope, WORKS_ON_CASES)
    word = request.POST.get("mark", "").strip()
    mark = next((each for each in marks_of(scope) if each.name == word), None)
    try:
        if mark is None:
            raise Refusal(_("没有“%(name)s”这个标记，请核对。") % {"name": word[:20]})
        gone = actions.unmark(matter_ids=ids, mark_id=mark.id, by=scope.actor, at=clock.now())
        undo_unmark(
            request, _("已从 %(n)d 件上去掉标记“%(name)s”。") % {"n": len(gone), "name": word}, word, gone
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back_to(request.POST.get("query", ""))
