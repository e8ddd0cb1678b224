"""The record of deliveries: filter by state, send again, withdraw."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from xinfang.faces.workbench.deliveries.words import LOOK, STATE_ICONS, choices
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices import actions, queries
from xinfang.kernel.notices.queries import State
from xinfang.registers.staff.doors import door

__all__ = ["deliveries", "deliveries_retry", "delivery_retry", "delivery_withdraw"]


@door("see_deliveries")
@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """The newest deliveries in a state; the next page goes on by keyset."""
    state, before = _state(request.GET), request.GET.get("before", "")
    older = int(before) if before.isdecimal() and len(before) < 19 else None
    page = queries.deliveries(state, older, at=clock.now())
    counted = queries.counts()
    kept = {"state": state} if state else {}
    context: dict[str, Any] = {
        "rows": [(row, LOOK.get(row.state, ""), STATE_ICONS[row.state]) for row in page.rows],
        "choices": choices(state, counted),
        "state": state,
        "failed": counted[State.FAILED],
        "older": urlencode({**kept, "before": page.before_id}) if page.before_id else "",
        "newest": urlencode(kept) if before else None,
    }
    return render(request, "workbench/deliveries/deliveries.html", context)


@door("see_deliveries")
@require_POST
def deliveries_retry(request: HttpRequest) -> HttpResponse:
    """Send all again that failed, after a gateway was mended."""
    return _act(request, lambda who: _told(actions.retry(uid=None, **who)))


@door("see_deliveries")
@require_POST
def delivery_retry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send one again."""
    return _act(request, lambda who: _told(actions.retry(uid=uid, **who)))


@door("see_deliveries")
@require_POST
def delivery_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give one up for good."""

    def withdraw(who: dict[str, Any]) -> str:
        actions.withdraw(uid=uid, **who)
        return _("已撤回，收件人和正文已经删除。")

    return _act(request, withdraw)


def _act(request: HttpRequest, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """Do it, say so, and go back to the list as it was filtered."""
    try:
        done = act({"by": request.scope.actor, "at": clock.now()})  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    state = _state(request.POST)
    return redirect(reverse("workbench:deliveries") + (f"?state={state}" if state else ""))


def _told(count: int) -> str:
    if not count:
        return _("没有未能送出的通知。")
    words = ngettext("已让 %(count)d 条通知重新发送。", "已让 %(count)d 条通知重新发送。", count)
    return words % {"count": count}


def _state(given: Any) -> str:
    state = given.get("state", "")
    return state if state in State.values else ""
