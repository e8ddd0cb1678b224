"""One's own notices: unread first, marked one by one or all at once."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from xinfang.kernel import clock
from xinfang.kernel.notices import actions
from xinfang.kernel.notices.queries import Told, mine, own
from xinfang.registers.staff.doors import OWN, door
from xinfang.registers.staff.scope import Scope

__all__ = ["notice_read", "notices", "notices_read"]

# What a notice may be about, and the page that shows it.
PAGES = {
    "matter": ("workbench:matter", "number"),
    "report": ("workbench:bulletins_report", "pk"),
    "circular": ("workbench:bulletins_circular", "pk"),
    "backlog_case": ("workbench:backlog_case", "pk"),
    "instruction": ("workbench:instructions_one", "pk"),
    "order": ("workbench:supervision_order", "pk"),
    "proposal": ("workbench:supervision_proposal", "pk"),
    "field_visit": ("workbench:outreach_visit", "pk"),
    "reception_day": ("workbench:receptions_day", "pk"),
    "arrival": ("workbench:receptions_arrival", "pk"),
    "reception_plan": ("workbench:receptions_plan", "pk"),
    "sweep_task": ("workbench:sweeps_task", "pk"),
    "decision": ("workbench:meetings_decisions", ""),
}


@door(OWN)
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Unread ones, then those that were read, a page at a time."""
    found = mine(_me(request), newer=request.GET.get("newer", ""), older=request.GET.get("older", ""))
    context = {
        "unread": [(told, _page(told), _number(told)) for told in found.unread],
        "read": [(told, _page(told), _number(told)) for told in found.read],
        "newest": max((told.pk for told in found.unread), default=""),
        "page": found,
    }
    return render(request, "workbench/notices/notices.html", context)


@door(OWN)
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read that were on the page; what has come since stays unread."""
    newest = request.POST.get("newest", "")
    if newest.isdecimal() and len(newest) < 19:
        scope: Scope = request.scope  # type: ignore[attr-defined]
        actions.mark_read(uid=None, newest=int(newest), by=scope.actor, at=clock.now())
    return redirect("workbench:notices")


@door(OWN)
@require_POST
def notice_read(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Mark one as read; asked to open it, go on to what it is about."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    told = own(_me(request), uid)
    if told is None:
        raise Http404
    actions.mark_read(uid=uid, by=scope.actor, at=clock.now())
    return redirect((_page(told) if "open" in request.POST else "") or "workbench:notices")


def _me(request: HttpRequest) -> int:
    assert request.user.pk is not None
    return int(request.user.pk)


def _number(told: Told) -> str:
    """By what people know it; what was told long ago may name the row instead, which says nothing."""
    own = told.subject_type == "matter" or told.subject != str(told.subject_id)
    return told.subject if own else ""


def _page(told: Told) -> str:
    """The address of what a notice is about; '' when there is no page for it."""
    view, key = PAGES.get(told.subject_type, ("", ""))
    known = {"number": told.subject, "pk": told.subject_id, "": ""}[key]
    if not view or (key and not known):
        return ""
    return reverse(view, kwargs={key: known} if key else None)
