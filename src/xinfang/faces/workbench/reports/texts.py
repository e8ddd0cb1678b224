"""The texts that reports begin as: every kind, and one being edited."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinfang.faces.workbench.asking import attempt
from xinfang.faces.workbench.reports.forms import TextForm
from xinfang.faces.workbench.reports.showing import shown
from xinfang.insight.yearbook import actions, queries
from xinfang.insight.yearbook.kinds import KINDS
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["text", "texts"]


@require_safe
@door("edit_reports")
def texts(request: HttpRequest) -> HttpResponse:
    """Every kind with its newest text; for who writes the reports of the district, whose texts they are."""
    if not holds_district(request.scope, "edit_reports"):  # type: ignore[attr-defined]
        raise Http404
    rows = [(KINDS[key], newest) for key, newest in queries.texts()]
    return render(request, "workbench/reports/texts.html", {"rows": rows})


@door("edit_reports")
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """Edit one; `do=look` shows how it would read with the figures of the newest report of the kind."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if kind not in KINDS or not holds_district(scope, "edit_reports"):
        raise Http404
    now, number = queries.text_now(kind)
    form = TextForm(request.POST or None, initial={"text": now, "after": number})
    like, looked = queries.newest_of(scope, kind), None
    if form.is_valid():
        said, by, at = form.cleaned_data, scope.actor, clock.now()
        if request.POST.get("do") == "look":
            readable = attempt(form, lambda: queries.refuse_unreadable(said["text"]))
            looked = shown(like, said["text"]) if readable and like else None
        elif attempt(form, lambda: actions.save_text(kind=kind, **said, by=by, at=at)):
            messages.success(request, _("已存为新的一版；已有的报告不变。"))
            return redirect("workbench:reports_texts")
    context = {"form": form, "form_has_errors": bool(form.errors), "kind": KINDS[kind], "number": number}
    context |= {"report": like, "shown": looked, **queries.help_for(like)}
    return render(request, "workbench/reports/text.html", context)
