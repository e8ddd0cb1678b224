"""Keeping a view of the analysis under a name, opening it again, giving it up."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xinfang.faces.workbench.analysis import asked as asking
from xinfang.insight.pivot import actions
from xinfang.insight.pivot.queries import view_of
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["drop", "keep", "opened"]


class KeepForm(forms.Form):
    """A name; whether the unit sees it; whether it follows the calendar."""

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=30,
        error_messages={"required": gettext_lazy("请给这个视图起个名字。")},
    )
    share = forms.BooleanField(required=False)
    follow = forms.BooleanField(required=False)
    page = forms.ChoiceField(choices=[(page, page) for page in asking.VIEWS])
    query = forms.CharField(max_length=400, required=False)


@require_POST
@door("see_figures")
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is shown, read anew: nothing else that an address could carry is kept."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request)
    told = form.cleaned_data
    try:
        wish = asking.read(told["page"], QueryDict(told["query"]), scope)
        actions.keep_view(
            owner_id=scope.actor.user_id,
            name=told["name"],
            question=actions.Question(wish.page, _query(wish, told["follow"])),
            share_unit_id=scope.actor.unit_id if told["share"] else None,
            by=scope.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    messages.success(request, _("已存为“%(name)s”。") % {"name": told["name"]})
    return redirect(wish.address)


def _query(wish: asking.Wish, follow: bool) -> str:
    """The question; without its year when the view follows the calendar."""
    data = QueryDict(wish.query, mutable=True)
    if follow:
        if "from" in data:
            raise Refusal(_("有起止日期的视图不能随年份更新，请去掉这一项，或者改选时期。"))
        del data["year"]
    return data.urlencode()


def _back(request: HttpRequest) -> HttpResponse:
    page = request.POST.get("page", "")
    return redirect(reverse(asking.VIEWS.get(page, asking.VIEWS[asking.CROSS])))


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
    if view is None or view.owner_id != scope.actor.user_id:
        raise Http404
    actions.drop_view(uid=uid, owner_id=scope.actor.user_id, by=scope.actor, at=clock.now())
    messages.success(request, _("视图已删除，数字不受影响。"))
    return redirect(reverse(asking.VIEWS[view.page]))
