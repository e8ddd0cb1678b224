"""The list of campaigns, one with its figures by leader and in all, a new one, its end."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinfang.casework.campaigns import actions, queries
from xinfang.casework.campaigns.actions import Outline
from xinfang.casework.instructions.queries import leaders
from xinfang.faces.workbench.acts.page import day_field, text_field
from xinfang.faces.workbench.receptions.loading import done, holds
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["campaigns", "close", "new", "one"]


class CampaignForm(forms.Form):
    """Name, period, aims, leaders; of which larger campaign it is a part."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("名称"), max_length=60, error_messages={"required": _("请写明活动的名称。")}
    )
    first = day_field(_("开始"))
    last = day_field(_("结束"))
    aims = text_field(_("目标"), _("请写明活动的目标。"), rows=3)
    within = forms.TypedChoiceField(
        label=_("属于哪次活动"), coerce=int, empty_value=None, required=False,
        help_text=_("部门、街道在全区的活动里自己开展的，请选。"),
    )  # fmt: skip
    leaders = forms.TypedMultipleChoiceField(
        label=_("参加的领导"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择参加活动的领导。")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, scope: Scope) -> None:
        super().__init__(data)
        self.fields["leaders"].choices = leaders(clock.today(), scope.reach("plan_receptions"))  # type: ignore[attr-defined]
        whole = [(each.pk, each.name) for each in queries.frames(clock.today())]
        self.fields["within"].choices = [("", _("独立开展")), *whole]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What came out."""

    use_required_attribute = False
    summary = text_field(_("活动情况"), _("请写明活动的情况。"), rows=4)


@require_safe
@door("see_matters")
def campaigns(request: HttpRequest) -> HttpResponse:
    """Those in scope, the newest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {"campaigns": queries.campaigns(scope), "may_plan": scope.may("plan_receptions")}
    return render(request, "workbench/campaigns/campaigns.html", context)


@require_safe
@door("see_matters")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Its figures by leader and in all, and what departments and streets hold in it."""
    return render(request, "workbench/campaigns/one.html", _context(request, pk))


@require_http_methods(["GET", "POST"])
@door("plan_receptions")
def new(request: HttpRequest) -> HttpResponse:
    """A campaign of the own unit."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = CampaignForm(request.POST if request.method == "POST" else None, scope=scope)
    made: list[int] = []

    def do(data: dict[str, Any]) -> str:
        chosen = data["leaders"]
        outline = Outline(data["name"], data["aims"], data["first"], data["last"], chosen, data["within"])
        unit = acting_unit(scope, "plan_receptions")
        made.append(actions.open_campaign(unit_id=unit, outline=outline, by=scope.actor, at=clock.now()))
        return _t("活动已经开展。")

    if form.is_bound and done(request, form, do):
        return redirect("workbench:campaigns_one", made[0])
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/campaigns/new.html", context)


@require_POST
@door("plan_receptions")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Its end."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = _context(request, pk)
    if not context["may_close"]:
        raise Http404
    form = CloseForm(request.POST)

    def do(data: dict[str, Any]) -> str:
        actions.close_campaign(campaign_id=pk, summary=data["summary"], by=scope.actor, at=clock.now())
        return _t("活动已经结束。")

    if done(request, form, do):
        return redirect("workbench:campaigns_one", pk)
    context |= {"close_form": form, "form_has_errors": True}
    return render(request, "workbench/campaigns/one.html", context, status=422)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.campaign_in(scope, pk)
    if found is None:
        raise Http404
    *rows, total = queries.figures(found)
    return {
        "campaign": found,
        "rows": rows,
        "total": total,
        "took_part": sum(1 for row in rows if row.days),
        "parts": queries.parts(scope, found),
        "may_close": found.closed_at is None and holds(scope, "plan_receptions", found.unit_id),
        "close_form": CloseForm(),
    }
