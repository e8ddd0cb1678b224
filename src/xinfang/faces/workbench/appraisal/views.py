"""The years, one year's targets and cards, writing them, and each step on."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.faces.workbench.appraisal.forms import IssueForm, SchemeForm, WorkOutForm
from xinfang.faces.workbench.asking import done, not_now
from xinfang.insight.appraisal import actions, queries
from xinfang.insight.appraisal.queries import Scheme
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import tops
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["new", "scheme", "schemes", "step"]

STEPS = {"draft": "issue", "issued": "work-out", "worked_out": "close"}


@require_safe
@door("see_figures")
def schemes(request: HttpRequest) -> HttpResponse:
    """The newest year first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {"rows": queries.schemes(scope), "appraises": scope.may("appraise"), "here": "appraisal"}
    return render(request, "workbench/appraisal/schemes.html", context)


@door("appraise")
def new(request: HttpRequest) -> HttpResponse:
    """Write a year's targets, or write on a draft; not over one that the page did not show: 409."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today, draft = clock.today(), queries.draft_in(scope, request.GET.get("draft", ""))
    form = SchemeForm(request.POST or None, today, tops(scope, today, "appraise"), draft)
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        made.append(actions.make_scheme(**data, by=scope.actor, at=clock.now()))

    if done(request, form, act, _("考核已编好，还没有下达。")):
        return redirect("workbench:appraisal_scheme", made[0])
    late = _shown_anew(scope, form) if form.has_error("seen") else None
    context = {"form": form, "form_has_errors": bool(form.errors), "late": late}
    context["stands"] = queries.targets(late) if late else []
    return render(request, "workbench/appraisal/new.html", context, status=409 if late else 200)


def _shown_anew(scope: Scope, form: SchemeForm) -> Scheme | None:
    """The draft that the form would have written over; who has read of it may save once more."""
    found = queries.draft_of(scope, form.cleaned_data["unit_id"], form.cleaned_data["year"])
    if found is not None:
        form.show(found)
    return found


@require_safe
@door("see_figures")
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """Targets, and once they are worked out the cards of the units in reach."""
    return render(request, "workbench/appraisal/scheme.html", _context(request, _load(request, pk)))


@require_POST
@door("appraise")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Issue, work out, close: the one step that the year waits for; of another one, where it is."""
    found, scope = _load(request, pk), request.scope  # type: ignore[attr-defined]
    if name not in STEPS.values() or not queries.may_appraise(scope, found):
        raise Http404
    form = _form(name, request.POST)
    if STEPS.get(found.stage) != name:
        stands = {"year": found.year, "stage": found.get_stage_display()}
        why = _("%(year)d 年考核现在是“%(stage)s”，这一步办过了，或者还没有轮到。") % stands
        return not_now(request, why, reverse("workbench:appraisal_scheme", args=[pk]), form)
    who = {"scheme_id": pk, "by": scope.actor, "at": clock.now()}

    def act(data: dict[str, Any]) -> None:
        verbs: dict[str, Any] = {
            "issue": actions.issue_scheme,
            "work-out": actions.work_out,
            "close": actions.close_scheme,
        }
        verbs[name](**data, **who)

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:appraisal_scheme", pk)
    late = form.has_error("seen")
    context = _context(request, _load(request, pk) if late else found, form)
    return render(request, "workbench/appraisal/scheme.html", context, status=409 if late else 200)


def _form(name: str, data: Any = None, found: Scheme | None = None) -> Any:
    """What a step asks; most ask nothing, and the targets are issued that the page shows."""
    if name == "issue":
        return IssueForm(data, initial={"seen": found.stamp} if found else None)
    return WorkOutForm(data) if name == "work-out" else forms.Form(data)


def _load(request: HttpRequest, pk: int) -> Scheme:
    """The year in sight; whether it exists outside is not told."""
    found = queries.scheme_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, found: Scheme, wrong: Any = None) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    name = STEPS.get(found.stage, "") if queries.may_appraise(scope, found) else ""
    if isinstance(wrong, IssueForm):
        wrong.show(found)
    return {
        "scheme": found,
        "targets": queries.targets(found),
        "cards": queries.cards(scope, found),
        "step": name,
        "form": wrong if wrong is not None else _form(name, found=found) if name else None,
        "form_has_errors": wrong is not None,
        "today": clock.today(),
    }
