"""The lists of reports, one report, filing one, sending one again."""

import io
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.actions import ReportEntry
from xinfang.casework.bulletins.queries import Report
from xinfang.faces.workbench.asking import attempt, done, not_now
from xinfang.faces.workbench.bulletins.forms import ReasonForm, ReportForm
from xinfang.kernel import clock
from xinfang.registers.documents.queries import open_file
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = [
    "entry_of",
    "file_report",
    "load",
    "photo",
    "recall",
    "recall_form",
    "remark",
    "report",
    "report_page",
    "reports",
    "resend",
    "where",
]

FORM = "workbench/bulletins/report_form.html"


def load(request: HttpRequest, pk: int) -> Report:
    """The report in sight; whether it exists outside is not told."""
    found = queries.report_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def entry_of(form: ReportForm) -> ReportEntry:
    """What a valid form says."""
    data = form.cleaned_data
    class_id, topic_id = form.about_ids()
    upload = data.get("photo")
    return ReportEntry(
        what=data["what"],
        place=data["place"],
        heads=data["heads"],
        since=data["since"],
        wish=data["wish"],
        class_id=class_id,
        topic_id=topic_id,
        urgent=data.get("urgent", False),
        photo=(upload.name, upload.file) if upload else None,
    )


@require_safe
@door("see_information")
def reports(request: HttpRequest) -> HttpResponse:
    """Waiting, sent back, ours, all; the first that is not empty, unless asked for."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    counts, wanted = queries.counts(scope), request.GET.get("list", "")
    busy = next((key for key in queries.GROUPS if counts[key]), "mine")
    on = wanted if wanted in queries.GROUPS else busy
    page = queries.reports(scope, on, newer=request.GET.get("newer", ""), older=request.GET.get("older", ""))
    context = {
        "tabs": [(key, group.label, counts[key], key == on) for key, group in queries.GROUPS.items()],
        "group": queries.GROUPS[on],
        "on": on,
        "page": page,
        "now": clock.now(),
        "may_merge": on == "waiting" and scope.may("check_information"),
        "files_for": queries.filed_from(scope),
        "at_root": queries.writing_unit(scope) == scope.actor.unit_id,
    }
    return render(request, "workbench/bulletins/reports.html", context)


def where(found: Report) -> str:
    """Why nothing can be done with a report here any more."""
    told = _("信息 %(number)s 现在在%(unit)s，是“%(state)s”，这里不能再办。")
    return told % {"number": found.number, "unit": found.at_unit, "state": found.get_state_display()}


def remark(data: Any = None) -> ReasonForm:
    """What whoever checks a report writes with it."""
    return ReasonForm(data, hint=_("退回、不再上报的要写明理由，报送的人会看到。"))


def recall_form(data: Any = None) -> ReasonForm:
    """Why an own report is taken back."""
    return ReasonForm(data, label=_("为什么取回"), auto_id="recall_%s")


@require_safe
@door("see_information")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, what became of it, and what may be done with it."""
    return report_page(request, load(request, pk), remark())


def report_page(request: HttpRequest, found: Report, form: ReasonForm, **more: Any) -> HttpResponse:
    """The page, with the remark as it was typed."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    chain = queries.chain(found)
    item = found.item or next((each.item for each in chain if each.item), None)
    context = {
        "report": found,
        "moves": queries.moves(found),
        "merged": queries.merged_in(found),
        "chain": chain,
        "item": item,
        "opens_item": item and queries.item_in(scope, item.pk),
        "readings": [(each, queries.may_read(scope, each)) for each in queries.readings(found)],
        "may_check": queries.may_check(scope, found),
        "may_resend": queries.may_resend(scope, found),
        "may_recall": queries.may_recall(scope, found),
        "recall_form": recall_form(),
        "at_top": found.at_unit.depth == 1,
        "may_edit": queries.may_edit(scope, found.at_unit_id),
        "now": clock.now(),
        "form": form,
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/bulletins/report.html", context | more)


@door("report_information")
def file_report(request: HttpRequest) -> HttpResponse:
    """A report in under a minute: place and day are there already."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    unit, today = queries.filed_from(scope), clock.today()
    initial = {"place": unit.name if unit else "", "since": today}
    form = ReportForm(request.POST or None, request.FILES or None, day=today, initial=initial)
    if form.is_valid():
        entry, key = entry_of(form), form.cleaned_data["form_key"]
        unit_id, by, at = unit.pk if unit else None, scope.actor, clock.now()
        made = attempt(
            form,
            lambda: actions.file_report(entry=entry, from_unit_id=unit_id, form_key=key, by=by, at=at),
        )
        if made:
            messages.success(request, _("已上报，编号 %(number)s。") % {"number": made.number})
            return redirect("workbench:bulletins_report", pk=made.pk)
    context = {"form": form, "form_has_errors": bool(form.errors), "unit": unit}
    return render(request, FORM, context)


@require_POST
@door("report_information")
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own report back, before anybody above has received or checked it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, form = load(request, pk), recall_form(request.POST)
    if not queries.wrote(scope, found):
        raise Http404
    if not queries.may_recall(scope, found):
        why = _("上级已经签收或者审核了，不能取回；请上级退回补充。")
        return not_now(request, why, reverse("workbench:bulletins_report", args=[pk]), form)

    def do(data: dict[str, Any]) -> str:
        actions.recall_report(report_id=pk, reason=data["reason"], by=scope.actor, at=clock.now())
        return _("已取回。改好以后可以再报。")

    if done(request, form, do):
        return redirect("workbench:bulletins_report", pk=pk)
    return report_page(request, found, remark(), recall_form=form, form_has_errors=True)


@door("report_information")
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a report that was sent back."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, pk)
    if not queries.resends(scope, found):
        raise Http404
    form = _again(request, found, clock.today())
    if not queries.may_resend(scope, found):
        back = reverse("workbench:bulletins_report", args=[pk])
        return not_now(request, where(found), back, form)
    if form.is_valid():
        entry, by, at = entry_of(form), scope.actor, clock.now()
        if attempt(form, lambda: actions.resend_report(report_id=pk, entry=entry, by=by, at=at)):
            messages.success(request, _("已再次上报。"))
            return redirect("workbench:bulletins_report", pk=pk)
    context = {"form": form, "form_has_errors": bool(form.errors), "unit": found.from_unit, "report": found}
    context["asked"] = next((move for move in reversed(queries.moves(found)) if move.note), None)
    return render(request, FORM, context)


def _again(request: HttpRequest, found: Report, today: date) -> ReportForm:
    about = f"t{found.topic_id}" if found.topic_id else f"c{found.content_class_id or ''}"
    columns = ("what", "place", "heads", "since", "wish")
    initial: dict[str, Any] = {name: getattr(found, name) for name in columns}
    form = ReportForm(
        request.POST or None, request.FILES or None, day=today, initial={**initial, "about": about}
    )
    del form.fields["urgent"]
    return form


@require_safe
@door("see_information")
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo of a report."""
    found = load(request, pk)
    if found.photo_id is None:
        raise Http404
    file = open_file(found.photo_id)
    response = FileResponse(
        io.BytesIO(file.data), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
