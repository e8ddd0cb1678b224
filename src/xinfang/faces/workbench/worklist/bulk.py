"""Acts on several matters at once: asked once, done as far as possible, told in numbers and sentences."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xinfang.casework.acts import actions as acts
from xinfang.faces.workbench.worklist.filters import filtered
from xinfang.faces.workbench.worklist.saving import back_to, plain_query
from xinfang.kernel import clock
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["RouteForm", "route_many", "ticked", "wanted"]

LIMIT = 5000


class RouteForm(forms.Form):
    """Where to, and why."""

    to_unit = forms.ChoiceField(label=_("送往"), error_messages={"required": _("请选择有权处理的单位。")})
    reason = forms.CharField(label=_("说明"), required=False, max_length=200)

    def __init__(self, data: Any, scope: Scope) -> None:
        super().__init__(data)
        units = organisations.choices(clock.today(), scope, "route")
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *((unit.id, unit.label) for unit in units)]


@require_POST
@door("route")
def route_many(request: HttpRequest) -> HttpResponse:
    """First the page that asks, then the act."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    ids, everything = wanted(request.POST, scope)
    if not ids:
        messages.error(request, _("没有选中可以分送的事项。"))
        return back_to(request.POST.get("query", ""))
    form = RouteForm(request.POST if "confirmed" in request.POST else None, scope)
    if form.is_bound and form.is_valid():
        done, refused = acts.route_each(
            matter_ids=ids,
            to_unit_id=int(form.cleaned_data["to_unit"]),
            reason=form.cleaned_data["reason"],
            by=scope.actor,
            at=clock.now(),
        )
        return _told(request, len(done), refused)
    return _asked_first(request, form, ids, everything)


def _asked_first(request: HttpRequest, form: RouteForm, ids: list[int], everything: bool) -> HttpResponse:
    context = {
        "form": form,
        "ids": [] if everything else ids,
        "everything": everything,
        "count": len(ids),
        "cut": everything and len(ids) == LIMIT,
        "limit": LIMIT,
        "query": plain_query(request.POST.get("query", "")),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/worklist/route.html", context)


def wanted(data: QueryDict, scope: Scope, permission: str = "route") -> tuple[list[int], bool]:
    """The ids of the matters ticked, or of all that the filter finds, in scope; and whether it is all."""
    if data.get("all"):
        listed = filtered(QueryDict(data.get("query", "")), scope, permission)
        if listed.form.errors:
            return [], True  # a condition that is not understood must not widen an act
        found = listed.matters
        return list(found.order_by("-received_at", "-pk").values_list("pk", flat=True)[:LIMIT]), True
    found = filtered(QueryDict(), scope, permission).matters.filter(pk__in=ticked(data))
    return list(found.order_by("-received_at", "-pk").values_list("pk", flat=True)), False


def ticked(data: QueryDict) -> list[int]:
    """The ids of the rows ticked, whatever else was sent left out."""
    return [int(pk) for pk in data.getlist("matter") if pk.isascii() and pk.isdigit() and len(pk) < 19][
        :LIMIT
    ]


def _told(request: HttpRequest, done: int, refused: list[str]) -> HttpResponse:
    if done:
        messages.success(request, _t("已分送 %(n)d 件。") % {"n": done})
    if refused:
        head = _t("%(n)d 件没有分送，保持原样：") % {"n": len(refused)}
        tail = _t("……等") if len(refused) > 5 else ""
        messages.error(request, head + " ".join(refused[:5]) + tail)
    return back_to(request.POST.get("query", ""))
