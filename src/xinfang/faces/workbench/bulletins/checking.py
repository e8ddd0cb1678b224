"""What a level does with the reports that lie with it: read, pass up, send back, take note, merge."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.queries import Report
from xinfang.faces.workbench.asking import attempt, not_now, pressed
from xinfang.faces.workbench.bulletins.forms import ReportForm
from xinfang.faces.workbench.bulletins.reports import FORM, entry_of, load, remark, report_page, where
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["check", "merge", "read"]

Act = Callable[[int, str, Actor, datetime], object]


def _pass_up(pk: int, text: str, by: Actor, at: datetime) -> None:
    actions.pass_up(report_id=pk, note=text, by=by, at=at)


def _return(pk: int, text: str, by: Actor, at: datetime) -> None:
    actions.return_report(report_id=pk, reason=text, by=by, at=at)


def _note(pk: int, text: str, by: Actor, at: datetime) -> None:
    actions.note_report(report_id=pk, reason=text, by=by, at=at)


# Button -> (what it does, what is said then).
BUTTONS: dict[str, tuple[Act, Promise | str]] = {
    "pass_up": (_pass_up, gettext_lazy("已上报上一级。")),
    "return": (_return, gettext_lazy("已退回补充。")),
    "note": (_note, gettext_lazy("已注明不再上报。")),
}


@require_POST
@door("check_information")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the buttons under a report."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, pk)
    chosen = BUTTONS.get(request.POST.get("do", ""))
    if chosen is None or not queries.passed_by(scope, found):
        raise Http404
    form = remark(request.POST)
    if not queries.may_check(scope, found):
        return not_now(request, where(found), reverse("workbench:bulletins_report", args=[pk]), form)
    text = form.cleaned_data["reason"] if form.is_valid() else ""
    act, sentence = chosen
    if not form.errors and attempt(form, lambda: act(pk, text, scope.actor, clock.now())):
        messages.success(request, str(sentence))
        return redirect("workbench:bulletins")
    return report_page(request, found, form)


@require_POST
@door("check_information")
def read(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Sign for an urgent report."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    asked = [each for each in queries.readings(load(request, pk)) if each.unit_id == unit]
    if not any(queries.reads(scope, each) for each in asked):
        raise Http404
    pressed(
        request,
        lambda: actions.confirm_read(report_id=pk, unit_id=unit, by=scope.actor, at=clock.now()),
        _("已签收。"),
    )
    return redirect("workbench:bulletins_report", pk=pk)


@door("check_information")
def merge(request: HttpRequest) -> HttpResponse:
    """Several reports become one of our own to the level above; the form begins with all that they say."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    chosen = [int(pk) for pk in request.GET.getlist("report") if pk.isascii() and pk.isdigit()]
    found = queries.to_merge(scope, chosen[:50])
    if len(found) < 2:
        messages.error(request, _("请至少选两条等着审核的信息，再归并。"))
        return redirect("workbench:bulletins")
    form = _whole(request, found)
    if form.is_valid():
        entry, key = entry_of(form), form.cleaned_data["form_key"]
        ids, by, at = [each.pk for each in found], scope.actor, clock.now()
        made = attempt(
            form, lambda: actions.merge_reports(report_ids=ids, entry=entry, form_key=key, by=by, at=at)
        )
        if made:
            messages.success(request, _("已归并上报，编号 %(number)s。") % {"number": made.number})
            return redirect("workbench:bulletins_report", pk=made.pk)
    context = {"form": form, "form_has_errors": bool(form.errors), "unit": scope.actor.unit, "found": found}
    return render(request, FORM, context)


def _whole(request: HttpRequest, found: list[Report]) -> ReportForm:
    """What the reports say together, to be shortened by hand."""
    first = found[0]
    about = f"t{first.topic_id}" if first.topic_id else f"c{first.content_class_id or ''}"
    initial: dict[str, Any] = {
        "what": "\n".join(f"{each.place}：{each.what}" for each in found),
        "place": "、".join(dict.fromkeys(each.place for each in found))[:80],
        "about": about,
        "heads": sum(each.heads for each in found),
        "since": min(each.since for each in found),
        "wish": "\n".join(dict.fromkeys(each.wish for each in found if each.wish)),
        "urgent": any(each.urgent for each in found),
    }
    return ReportForm(request.POST or None, request.FILES or None, day=clock.today(), initial=initial)
