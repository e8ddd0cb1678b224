"""Checks of opinions: what was drawn, what was found, one check."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinfang.faces.workbench.appraisal.forms import CheckForm
from xinfang.faces.workbench.asking import done, turned
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.insight.appraisal import actions, queries
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["check", "checks"]


@require_safe
@door("appraise")
def checks(request: HttpRequest) -> HttpResponse:
    """Those drawn for this year and not checked yet, then the checks, newest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    asked = request.GET.get("year", "")
    this = clock.today().year
    year = int(asked) if asked.isascii() and asked.isdigit() and 1980 <= int(asked[:6]) <= this else this
    page = queries.checks(scope, **turned(request))
    context = {
        "year": year,
        "drawn": queries.drawn(scope, year),
        "rows": page.rows,
        "page": page,
        "words": f"year={year}",
        "criteria": queries.CRITERIA,
        "here": "checks",
    }
    return render(request, "workbench/appraisal/checks.html", context)


@door("appraise")
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Read the opinion of a matter and say which of the five things it has."""
    case = load(request, number)
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if case.matter.confined or case.matter.concluded_at is None:
        raise Http404
    form = CheckForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        note = data.pop("note")
        matter = case.matter.pk
        actions.check_opinion(matter_id=matter, has=data, note=note, by=scope.actor, at=clock.now())

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:appraisal_checks")
    context = case_context(request, case) | {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/appraisal/check.html", context)
