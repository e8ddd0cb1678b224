"""Keeping a filter under a name, and the chosen columns."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xinfang.faces.workbench.asking import attempt
from xinfang.faces.workbench.worklist.columns import COLUMNS
from xinfang.faces.workbench.worklist.filters import FIELDS
from xinfang.faces.workbench.worklist.views import page_of
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff import actions as staff
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.queries import view_of
from xinfang.registers.staff.scope import Scope

__all__ = ["back_to", "choose_columns", "drop_view", "keep_view"]


class ViewForm(forms.Form):
    """The name of a filter and whether the unit sees it."""

    name = forms.CharField(
        label=_("名称"), max_length=30, error_messages={"required": _("请给这个筛选起个名字。")}
    )
    share = forms.BooleanField(label=_("给本单位共用"), required=False)


@require_POST
@door("see_matters")
def keep_view(request: HttpRequest) -> HttpResponse:
    """Save the filter that is on as a tab; what is refused is said in its list, with what was typed."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = ViewForm(request.POST)
    query = plain_query(request.POST.get("query", ""))
    if not (form.is_valid() and attempt(form, lambda: _keep(scope, query, form.cleaned_data))):
        return page_of(request, QueryDict(query), form)
    messages.success(request, _("已存为“%(name)s”。") % {"name": form.cleaned_data["name"]})
    return back_to(query)


def _keep(scope: Scope, query: str, told: dict[str, Any]) -> None:
    if QueryDict(query).get("q"):  # typed freely, so it may hold a name; names are not kept
        raise Refusal(_t("标题里可能有姓名，不存进标签。请先去掉“标题或编号”，再存为标签。"))
    staff.save_view(
        owner_id=scope.actor.user_id,
        name=told["name"],
        query=query,
        share_unit_id=scope.actor.unit_id if told["share"] else None,
        by=scope.actor,
        at=clock.now(),
    )


@require_POST
@door("see_matters")
def drop_view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Delete one's own saved filter; the matters in it stay."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    view = view_of(scope, uid)
    if view is None or view.owner_id != scope.actor.user_id:
        raise Http404
    staff.delete_view(uid=uid, owner_id=scope.actor.user_id, by=scope.actor, at=clock.now())
    messages.success(request, _("筛选已删除，事项不受影响。"))
    return back_to("")


@require_POST
@door("see_matters")
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Remember which columns are shown, in the order posted."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    keys = [key for key in dict.fromkeys(request.POST.getlist("column")) if key in COLUMNS]
    staff.set_preference(
        user_id=scope.actor.user_id, key="worklist_columns", value=keys, by=scope.actor, at=clock.now()
    )
    return back_to(request.POST.get("query", ""))


def back_to(query: str) -> HttpResponse:
    """The list under a filter, and under nothing else that an address could carry."""
    kept = plain_query(query)
    return redirect(reverse("workbench:worklist") + (f"?{kept}" if kept else ""))


def plain_query(query: str) -> str:
    """Only the filter's own fields of a query string."""
    data = QueryDict(query)
    return urlencode([(name, data[name]) for name in FIELDS if data.get(name)])
