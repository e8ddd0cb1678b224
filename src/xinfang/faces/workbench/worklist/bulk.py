"""Acts on several matters at once: asked once, done as far as possible, told in numbers and sentences."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xinfang.casework.acts import actions as acts
from xinfang.casework.acts.queries import forecast, seated
from xinfang.casework.acts.seen import those_as_seen
from xinfang.faces.workbench.acts.page import meant
from xinfang.faces.workbench.acts.routing import (
    note_field,
    report_day,
    report_form,
    simple_field,
    where_field,
)
from xinfang.faces.workbench.undoing import told_with_undo
from xinfang.faces.workbench.worklist.filters import filtered
from xinfang.faces.workbench.worklist.limits import LIMIT
from xinfang.faces.workbench.worklist.meanwhile import as_asked, done_since, looked_at
from xinfang.faces.workbench.worklist.saving import back_to, plain_query
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["RouteForm", "route_many", "ticked", "told_refused", "wanted"]

TOLD = 20  # refused ones told by name


class RouteForm(forms.Form):
    """How, where to, and why; an assignment has a day and a form of report."""

    use_required_attribute = False
    manner = forms.ChoiceField(
        label=_("方式"),
        choices=[("forward", _("转送")), ("assign", _("交办，要求报结果"))],
        initial="forward",
        widget=forms.RadioSelect,
    )
    to_unit = where_field()
    due_on = meant(report_day())  # asked for when it is assigned
    report_form = meant(report_form())
    simple = simple_field()
    reason = note_field()

    def __init__(self, data: Any, scope: Scope) -> None:
        super().__init__(data)
        units = organisations.choices(clock.today(), scope, "route")
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *((unit.id, unit.label) for unit in units)]
        if data is not None and data.get("manner") != "assign":
            self.fields["due_on"].required = self.fields["report_form"].required = False
        if data is not None and "manner" not in data:  # an older page, or a plain request
            self.fields["manner"].required = False


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
    if form.is_bound and form.is_valid() and not _changed(request, form, ids):
        try:
            changed = _routed(request, form.cleaned_data, ids, scope)
            return _left(request, form, changed) if changed else back_to(request.POST.get("query", ""))
        except Refusal as refusal:
            for field, sentences in refusal.by_field().items():
                form.add_error(field if field in form.fields else None, sentences)
    return _asked_first(request, form, ids, everything)


def _changed(request: HttpRequest, form: RouteForm, ids: list[int]) -> bool:
    """Whether other matters are found than those that were confirmed; then it is asked again."""
    before = request.POST.get("found", "")
    if not before or before == fingerprint(ids):
        return False
    told = _t("打开这一页以后，符合条件的事项变了：原来 %(before)s 件，现在 %(now)d 件。请核对后再确认。")
    form.add_error(None, told % {"before": before.partition("-")[0], "now": len(ids)})
    return True


def fingerprint(ids: Sequence[int]) -> str:
    """How many matters, and which: 15-9a0b1c2d."""
    return f"{len(ids)}-{crc32(repr(sorted(ids)).encode()):08x}"


def _routed(request: HttpRequest, asked: dict[str, Any], ids: list[int], scope: Scope) -> list[int]:
    """Do it and say so; returns the matters that changed since the page asked, which are left as they are."""
    assign = asked["manner"] == "assign"
    with those_as_seen(ids, as_asked(request.POST.get("seen", ""))) as changed:
        done, refused = acts.route_each(
            matter_ids=[pk for pk in ids if pk not in changed],
            to_unit_id=asked["to_unit"],
            reason=asked["reason"],
            simple=asked["simple"],
            manner="assign" if assign else "forward",
            due_on=asked["due_on"] if assign else None,
            report_form=asked["report_form"] if assign else "",
            by=scope.actor,
            at=clock.now(),
        )
    if done:
        told_with_undo(request, _t("已分送 %(n)d 件。") % {"n": len(done)}, done)
    if refused:
        told_refused(request, _t("%(n)d 件没有分送，保持原样："), refused)
    return changed


def _asked_first(
    request: HttpRequest, form: RouteForm, ids: list[int], everything: bool, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "ids": [] if everything else ids,
        "everything": everything,
        "count": len(ids),
        "fingerprint": fingerprint(ids),
        "seen": looked_at(ids),
        "cut": everything and len(ids) == LIMIT,
        "limit": LIMIT,
        "found": forecast(ids, "forward", clock.today()),
        "query": plain_query(request.POST.get("query", "")),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/worklist/route.html", context, status=status)


def wanted(data: QueryDict, scope: Scope, permission: str = "route") -> tuple[list[int], bool]:
    """The ids of the matters ticked, or of all that the filter finds, in scope; and whether it is all.

    What is routed must be the actor's own to route: helping with a matter does not suffice.
    """
    everything = bool(data.get("all"))
    if everything:
        listed = filtered(QueryDict(data.get("query", "")), scope, permission)
        if listed.form.errors:
            return [], True  # a condition that is not understood must not widen an act
        found = listed.matters
    else:
        found = filtered(QueryDict(), scope, permission).matters.filter(pk__in=ticked(data))
    if permission == "route":
        found = seated(found, scope, permission)
    return list(found.order_by("-received_at", "-pk").values_list("pk", flat=True)[:LIMIT]), everything


def ticked(data: QueryDict) -> list[int]:
    """The ids of the rows ticked, whatever else was sent left out."""
    return [int(pk) for pk in data.getlist("matter") if pk.isascii() and pk.isdigit() and len(pk) < 19][
        :LIMIT
    ]


def told_refused(request: HttpRequest, head: str, refused: Sequence[str]) -> None:
    """Say one by one what was not done, and how many more there are."""
    lines = [head % {"n": len(refused)}, *refused[:TOLD]]
    if len(refused) > TOLD:
        lines.append(_t("……另有 %(n)d 件") % {"n": len(refused) - TOLD})
    messages.error(request, "\n".join(lines))


def _left(request: HttpRequest, form: RouteForm, changed: list[int]) -> HttpResponse:
    """Those that somebody else acted on meanwhile are asked about again, with all that was typed."""
    told = _t("您打开以后，有 %(n)d 件又有了新的办理，没有分送。请看过：还要分送的，再确认一次。")
    seen = as_asked(request.POST.get("seen", ""))
    form.add_error(None, [told % {"n": len(changed)}, *done_since(changed[:TOLD], seen)])
    return _asked_first(request, form, changed, everything=False, status=409)
