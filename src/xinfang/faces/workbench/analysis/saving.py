"""Keeping a view of the analysis under a name, opening it again, giving it up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.faces.workbench.analysis import asked as asking
from xinfang.faces.workbench.analysis.forms import LONGEST, KeepForm
from xinfang.faces.workbench.analysis.showing import page_of
from xinfang.faces.workbench.asking import attempt, pressed
from xinfang.insight.pivot import actions
from xinfang.insight.pivot.queries import view_of
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["drop", "keep", "opened"]


@door("see_figures")
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is shown, read anew: nothing else that an address could carry is kept.

    What is refused is said on the page of the same question, with what was typed.
    """
    if request.method != "POST":
        return redirect(asking.VIEWS[asking.CROSS])
    form = KeepForm(request.POST)
    scope: Scope = request.scope  # type: ignore[attr-defined]
    wish = form.is_valid() and attempt(form, lambda: _keep(scope, form.cleaned_data))
    if not wish:
        page = request.POST.get("page", "")
        asked = QueryDict(request.POST.get("query", "")[:LONGEST])
        return page_of(request, page if page in asking.VIEWS else asking.CROSS, asked, form)
    messages.success(request, _("已存为“%(name)s”。") % {"name": form.cleaned_data["name"]})
    return redirect(wish.address)


def _keep(scope: Scope, told: dict[str, Any]) -> asking.Wish:
    wish = asking.read(told["page"], QueryDict(told["query"]), scope)
    actions.keep_view(
        owner_id=scope.actor.user_id,
        name=told["name"],
        question=actions.Question(wish.page, _query(wish, told["follow"])),
        share_unit_id=scope.actor.unit_id if told["share"] else None,
        by=scope.actor,
        at=clock.now(),
    )
    return wish


def _query(wish: asking.Wish, follow: bool) -> str:
    """The question; without its year when the view follows the calendar."""
    data = QueryDict(wish.query, mutable=True)
    if follow:
        if "from" in data:
            why = _("有起止日期的视图不能随年份更新，请去掉这一项，或者改选时期。")
            raise Refusal(problems=[Problem("follow", why)])
        del data["year"]
    return data.urlencode()


@door("see_figures")
def opened(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page of a kept view, with what is in the reader's own reach."""
    view = view_of(request.scope, uid)  # type: ignore[attr-defined]
    if view is None:
        raise Http404
    return redirect(f"{reverse(asking.VIEWS[view.page])}?{view.query}&view={view.uid}")


@require_POST
@door("see_figures")
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give up one's own view."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    view = view_of(scope, uid)
    if view is not None and view.owner_id != scope.actor.user_id:
        raise Http404
    who: dict[str, Any] = {"owner_id": scope.actor.user_id, "by": scope.actor, "at": clock.now()}
    # One that is gone already, in another window, is refused in words.
    pressed(request, lambda: actions.drop_view(uid=uid, **who), _("视图已删除，数字不受影响。"))
    return redirect(reverse(asking.VIEWS[view.page if view else asking.CROSS]))
