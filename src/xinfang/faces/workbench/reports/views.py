"""The list of reports, one with its figures and its margin, what is done with it, its files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from xinfang.faces.workbench.asking import attempt, not_now, pressed, refused_now, turned
from xinfang.faces.workbench.figures.asked import unit_choices, years
from xinfang.faces.workbench.reports.forms import NewForm, RemarkForm, WriteForm
from xinfang.faces.workbench.reports.links import address
from xinfang.faces.workbench.reports.showing import shown, worded
from xinfang.insight.composition import drawing
from xinfang.insight.statistics import periods
from xinfang.insight.yearbook import actions, differing, queries
from xinfang.insight.yearbook.queries import FiguresReport
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.queries import Choice, holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["act", "chart", "differences", "file", "issue", "load", "new", "report", "reports", "write"]

# Why the text of a report that is no draft cannot be changed.
STANDS: dict[str, Promise | str] = {
    "checked": gettext_lazy("这份报告已经核对。要改正文，先退回修改。"),
    "issued": gettext_lazy("这份报告已经签发，不再变。要用新的数或者改写，另出一份。"),
    "discarded": gettext_lazy("这份报告已经作废。要用新的数或者改写，另出一份。"),
}
Act = Callable[[int, dict[str, str], Scope, datetime], object]


def load(request: HttpRequest, pk: int) -> FiguresReport:
    """The report in sight; whether it exists outside is not told."""
    found = queries.report_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@require_safe
@door("see_figures")
def reports(request: HttpRequest) -> HttpResponse:
    """Every report in sight, the newest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    page = queries.reports(scope, **turned(request))
    context = {"reports": page.rows, "page": page, "may_edit": scope.may("edit_reports")}
    context["keeps_texts"] = holds_district(scope, "edit_reports")
    return render(request, "workbench/reports/reports.html", context)


@door("edit_reports")
def new(request: HttpRequest) -> HttpResponse:
    """Count everything now and keep it as a report."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    now = clock.now()
    units = [(each.id, each.label) for each in _units(scope)]
    form = NewForm(request.POST or None, years=years(), units=units, initial={"kind": "chapter"})
    if form.is_valid():
        wanted, key, by = form.wanted(), form.cleaned_data["form_key"], scope.actor
        made = attempt(
            form,
            lambda: actions.compose_report(wanted=wanted, scope=scope, form_key=key, by=by, at=now),
        )
        if made:
            return redirect("workbench:reports_report", pk=made.pk)
    return render(request, "workbench/reports/new.html", {"form": form, "form_has_errors": bool(form.errors)})


def _units(scope: Scope) -> list[Choice]:
    """Those of today, and below them those that were there at the end of last year and are no more."""
    year = periods.year(clock.today().year)
    now, then = (unit_choices(scope, each) for each in (year, year.a_year_before()))
    here = {each.id for each in now}
    return [*now, *(each for each in then if each.id not in here)]


@require_safe
@door("see_figures")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its figures as links, the margin, the charts, and what is to be done next."""
    return _page(request, load(request, pk))


def _page(request: HttpRequest, found: FiguresReport, remark: RemarkForm | None = None) -> HttpResponse:
    """`remark`: what was said with a button, when it does not fit."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "report": found,
        "kind": queries.kind_of(found.kind),
        "shown": shown(found),
        "files": queries.FILES,
        "mine": found.wrote(scope.actor.user_id),
        "may_edit": queries.may_edit(scope, found),
        "may_issue": queries.may_issue(scope, found),
        "remark": remark,
        "form_has_errors": remark is not None,
    }
    return render(request, "workbench/reports/report.html", context, status=422 if remark else 200)


@door("edit_reports")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text of a draft; `do=look` shows how it would read, and keeps nothing."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, pk)
    if not queries.may_edit(scope, found):
        raise Http404
    if not found.draft:
        return not_now(request, str(STANDS[found.state]), reverse("workbench:reports_report", args=[pk]))
    initial = {"text": found.text, "contributor": found.contributor, "seen": found.checksum}
    form = WriteForm(request.POST or None, initial=initial)
    looked = None
    if form.is_valid():
        said, by, at = form.cleaned_data, scope.actor, clock.now()
        if request.POST.get("do") == "look":
            readable = attempt(form, lambda: queries.refuse_unreadable(said["text"]))
            looked = shown(found, said["text"]) if readable else None
        elif attempt(form, lambda: actions.edit_report(report_id=pk, **said, by=by, at=at)):
            messages.success(request, _("已保存。"))
            return redirect("workbench:reports_report", pk=pk)
    context = {"form": form, "form_has_errors": bool(form.errors), "report": found, "shown": looked}
    return render(request, "workbench/reports/write.html", {**context, **queries.help_for(found)})


@require_safe
@door("see_figures")
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What the register says today that the report does not."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load(request, pk)
    rows = [
        (replace(each, fact=worded(found, each.fact)), address(found, each.fact.key))
        for each in differing.differences(scope, found)
    ]
    context = {"report": found, "rows": rows, "now": clock.now()}
    return render(request, "workbench/reports/differences.html", context)


def _check(pk: int, said: dict[str, str], scope: Scope, at: datetime) -> None:
    actions.check_report(report_id=pk, **said, by=scope.actor, at=at)


def _send_back(pk: int, said: dict[str, str], scope: Scope, at: datetime) -> None:
    actions.send_back_report(report_id=pk, remark=said["remark"], by=scope.actor, at=at)


def _recount(pk: int, said: dict[str, str], scope: Scope, at: datetime) -> None:
    actions.recount_report(report_id=pk, scope=scope, by=scope.actor, at=at)


def _discard(pk: int, said: dict[str, str], scope: Scope, at: datetime) -> None:
    actions.discard_report(report_id=pk, seen=said["seen"], by=scope.actor, at=at)


def _issue(pk: int, said: dict[str, str], scope: Scope, at: datetime) -> None:
    actions.issue_report(report_id=pk, seen=said["seen"], by=scope.actor, at=at)


EDITORS: dict[str, tuple[Act, Promise | str]] = {
    "check": (_check, gettext_lazy("已核对，可以签发。")),
    "send_back": (_send_back, gettext_lazy("已退回修改。")),
    "recount": (_recount, gettext_lazy("已重新取数。")),
    "discard": (_discard, gettext_lazy("已作废。")),
}
ISSUERS: dict[str, tuple[Act, Promise | str]] = {
    "issue": (_issue, gettext_lazy("已签发；从现在起它不再变。")),
    "send_back": EDITORS["send_back"],
}


@require_POST
@door("edit_reports")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Check, send back, count again, give up."""
    found = load(request, pk)
    may = queries.may_edit(request.scope, found)  # type: ignore[attr-defined]
    return _run(request, pk, EDITORS if may else {})


@require_POST
@door("issue_reports")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue, or send back."""
    found = load(request, pk)
    may = queries.may_issue(request.scope, found)  # type: ignore[attr-defined]
    return _run(request, pk, ISSUERS if may else {})


def _run(request: HttpRequest, pk: int, buttons: dict[str, tuple[Act, Promise | str]]) -> HttpResponse:
    verb = request.POST.get("do", "")
    if verb not in buttons:
        raise Http404
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, load(request, pk), form)
    said = form.cleaned_data
    call, sentence = buttons[verb]
    scope: Scope = request.scope  # type: ignore[attr-defined]

    def press() -> None:
        call(pk, said, scope, clock.now())

    if said["remark"]:
        well = attempt(form, press)
        if not well:  # what was written is not lost
            return refused_now(request, form, reverse("workbench:reports_report", args=[pk])) or _page(
                request, load(request, pk), form
            )
        messages.success(request, str(sentence))
    else:
        well = pressed(request, press, str(sentence))
    gone = well and verb == "discard"
    return redirect("workbench:reports") if gone else redirect("workbench:reports_report", pk=pk)


@require_safe
@door("see_figures")
def file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The report as Word, PDF, Markdown, text, JSON or a workbook."""
    found = load(request, pk)
    if ending not in queries.FILES:
        raise Http404
    try:
        data = queries.file_of(found, ending)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:reports_report", pk=pk)
    name = f"{found.title}-{found.words['period']}.{ending}"
    return _sent(data, queries.FILES[ending][0], name, as_file=True)


@require_safe
@door("see_figures")
def chart(request: HttpRequest, pk: int, chart: str, ending: str) -> HttpResponse:
    """A chart as SVG or PNG; in the page it is shown, with `?file` it is taken along."""
    found = load(request, pk)
    try:
        made = queries.chart_of(found, chart, ending)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:reports_report", pk=pk)
    if made is None:
        raise Http404
    title, data = made
    return _sent(data, drawing.PICTURES[ending], f"{title}.{ending}", as_file="file" in request.GET)


def _sent(data: bytes, kind: str, name: str, *, as_file: bool) -> HttpResponse:
    told_name = content_disposition_header(as_attachment=as_file, filename=name) or "inline"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": told_name})
