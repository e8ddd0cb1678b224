"""The list of campaigns, one with its figures by leader and in all, a new one, its end."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinfang.casework.campaigns import actions, queries
from xinfang.casework.campaigns.actions import Outline
from xinfang.casework.receptions.queries import titles
from xinfang.faces.workbench.acts.page import day_field, text_field
from xinfang.faces.workbench.asking import done, not_now, refused_now, turned
from xinfang.faces.workbench.receptions.loading import holds
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["arrivals", "campaigns", "change", "close", "new", "one", "reopen"]

TITLES = {
    "batches": _("来访的批次"),
    "settled": _("现场解决"),
    "supervised": _("纳入督办"),
    "answered": _("已答复"),
    "accepted": _("接受处理意见"),
}


class CampaignForm(forms.Form):
    """Name, period, aims, leaders; of which larger campaign it is a part."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("名称"), max_length=60, error_messages={"required": _("请写明活动的名称。")}
    )
    first = day_field(_("开始"), missing=_("请选活动开始的日期。"))
    last = day_field(_("结束"), missing=_("请选活动结束的日期。"))
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
        self.fields["leaders"].choices = queries.whom(scope, clock.today())  # type: ignore[attr-defined]
        whole = [(each.pk, each.name) for each in queries.frames(clock.today())]
        self.fields["within"].choices = [("", _("独立开展")), *whole]  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """Another period, other leaders, and why."""

    use_required_attribute = False
    first = day_field(_("开始"), missing=_("请选活动开始的日期。"))
    last = day_field(_("结束"), missing=_("请选活动结束的日期。"))
    leaders = forms.TypedMultipleChoiceField(
        label=_("参加的领导"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = text_field(_("为什么改"), _("请写明为什么改。"), rows=2)

    def __init__(self, data: Any, found: queries.Campaign, scope: Scope) -> None:
        named = {each.leader_id: each.post for each in found.leaders.order_by("pk")}
        first = {"first": found.first, "last": found.last, "leaders": list(named)}
        super().__init__(data, initial=first, auto_id="change_%s")
        offered = {**named, **dict(queries.whom(scope, clock.today()))}
        self.fields["leaders"].choices = list(offered.items())  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What came out; and, where something is still to come, that it shall end all the same."""

    use_required_attribute = False
    summary = text_field(_("活动情况"), _("请写明活动的情况。"), rows=4)
    early = forms.BooleanField(label=_("知道还有没到的日子，现在就结束"), required=False)

    def __init__(self, data: Any = None, *, early: bool) -> None:
        super().__init__(data, auto_id="close_%s")
        if not early:
            del self.fields["early"]


class ReopenForm(forms.Form):
    """Why it goes on."""

    use_required_attribute = False
    reason = text_field(_("为什么恢复"), _("请写明为什么恢复。"), rows=2)


@require_safe
@door("see_matters")
def campaigns(request: HttpRequest) -> HttpResponse:
    """Those in scope, the newest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "page": queries.campaigns(scope, **turned(request)),
        "above": queries.above(scope, clock.today()),
        "today": clock.today(),
        "may_plan": scope.may("hold_campaigns"),
    }
    return render(request, "workbench/campaigns/campaigns.html", context)


@require_safe
@door("see_matters")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Its figures by leader and in all, and what departments and streets hold in it."""
    return render(request, "workbench/campaigns/one.html", _context(request, pk))


@require_http_methods(["GET", "POST"])
@door("hold_campaigns")
def new(request: HttpRequest) -> HttpResponse:
    """A campaign of the own unit."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = CampaignForm(request.POST if request.method == "POST" else None, scope=scope)
    made: list[int] = []

    def do(data: dict[str, Any]) -> str:
        chosen = data["leaders"]
        outline = Outline(data["name"], data["aims"], data["first"], data["last"], chosen, data["within"])
        unit = acting_unit(scope, "hold_campaigns")
        made.append(actions.open_campaign(unit_id=unit, outline=outline, by=scope.actor, at=clock.now()))
        return _t("活动已经开展。")

    if form.is_bound and done(request, form, do):
        return redirect("workbench:campaigns_one", made[0])
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/campaigns/new.html", context)


@require_safe
@door("see_matters")
def arrivals(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """The arrivals behind a figure; `leader`: the row of the table."""
    found = queries.campaign_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None or which not in queries.LISTS:
        raise Http404
    asked = request.GET.get("leader", "")
    place = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else None
    rows = queries.list_of(found, which, place)
    called = titles(request.scope, rows)  # type: ignore[attr-defined]
    lines = [(each, each.subject or called.get(each.pk, "")) for each in rows]
    context = {"campaign": found, "lines": lines, "which": TITLES[which]}
    return render(request, "workbench/campaigns/arrivals.html", context)


@require_POST
@door("hold_campaigns")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another period or other leaders, with the reason."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = _context(request, pk)
    form = ChangeForm(request.POST, context["campaign"], scope)
    if late := _ended(request, context, form):
        return late

    def do(data: dict[str, Any]) -> str:
        told = {"leader_ids": data.pop("leaders"), **data}
        actions.change_campaign(campaign_id=pk, by=scope.actor, at=clock.now(), **told)
        return _t("已改，理由列在活动的页上。")

    if done(request, form, do):
        return redirect("workbench:campaigns_one", pk)
    context |= {"change_form": form, "form_has_errors": True}
    return render(request, "workbench/campaigns/one.html", context, status=422)


def _ended(request: HttpRequest, context: dict[str, Any], form: forms.Form) -> HttpResponse | None:
    """What whoever holds a campaign is told when it has ended meanwhile; a 404 for all others."""
    if not context["holds"]:
        raise Http404
    found = context["campaign"]
    if found.closed_at is None:
        return None
    back = reverse("workbench:campaigns_one", args=[found.pk])
    return not_now(request, _t("这次活动已经结束。"), back, form)


@require_POST
@door("hold_campaigns")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Its end."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = _context(request, pk)
    form = CloseForm(request.POST, early=context["early"])
    if late := _ended(request, context, form):
        return late

    def do(data: dict[str, Any]) -> str:
        actions.close_campaign(campaign_id=pk, by=scope.actor, at=clock.now(), **data)
        return _t("活动已经结束。")

    if done(request, form, do):
        return redirect("workbench:campaigns_one", pk)
    context |= {"close_form": form, "form_has_errors": True}
    return render(request, "workbench/campaigns/one.html", context, status=422)


@require_POST
@door("hold_campaigns")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was ended by mistake goes on."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = _context(request, pk)
    if not context["holds"]:
        raise Http404
    form = ReopenForm(request.POST, auto_id="reopen_%s")

    def do(data: dict[str, Any]) -> str:
        actions.reopen_campaign(campaign_id=pk, reason=data["reason"], by=scope.actor, at=clock.now())
        return _t("活动已经恢复，理由列在活动的页上。")

    if done(request, form, do):
        return redirect("workbench:campaigns_one", pk)
    back = reverse("workbench:campaigns_one", args=[pk])
    if late := refused_now(request, form, back):
        return late
    context |= {"reopen_form": form, "form_has_errors": True}
    return render(request, "workbench/campaigns/one.html", context, status=422)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.campaign_in(scope, pk)
    if found is None:
        raise Http404
    *rows, total = queries.figures(found)
    today = clock.today()
    early = queries.early(found, today)
    return {
        "campaign": found,
        "rows": rows,
        "total": total,
        "took_part": sum(1 for row in rows if row.days),
        "ahead": queries.ahead(found, today) if found.closed_at is None else [],
        "early": early,
        "parts": queries.parts(scope, found),
        "holds": holds(scope, "hold_campaigns", found.unit_id),
        "may_close": found.closed_at is None and holds(scope, "hold_campaigns", found.unit_id),
        "close_form": CloseForm(early=early),
        "reopen_form": ReopenForm(auto_id="reopen_%s"),
        "change_form": ChangeForm(None, found, scope),
        "changes": found.changes.order_by("-at", "-pk"),
        "today": today,
    }
