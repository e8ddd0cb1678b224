"""The lists, one list, the leader's own cases; a list is made, a matter is put on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinfang.casework.backlog import actions, queries
from xinfang.casework.charge.queries import unlisted
from xinfang.faces.workbench.asking import done, turned
from xinfang.faces.workbench.backlog.forms import ListForm, PutOnForm
from xinfang.faces.workbench.backlog.offering import offered
from xinfang.faces.workbench.case.loading import case_context
from xinfang.faces.workbench.case.loading import load as load_case
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["backlog", "listed", "mine", "new", "put_on"]


@require_safe
@door("see_matters")
def backlog(request: HttpRequest) -> HttpResponse:
    """The lists with how they stand, and for those who keep them what may belong on one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    keeps, today = scope.may("keep_backlog"), clock.today()
    context = {
        "lists": queries.lists(scope, today),
        "candidates": queries.candidates(scope, today) if keeps else [],
        "unlisted": unlisted(scope) if keeps else [],
        "keeps": keeps,
        "leads": scope.may("lead_cases"),
        "mine": queries.count_mine(scope),
    }
    return render(request, "workbench/backlog/lists.html", context)


@require_safe
@door("see_matters")
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """The cases of a list."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.list_in(scope, pk)
    if found is None:
        raise Http404
    page = queries.cases(scope, clock.today(), list_id=pk, **turned(request))
    return render(request, "workbench/backlog/list.html", {"list": found, "page": page})


@require_safe
@door("lead_cases")
def mine(request: HttpRequest) -> HttpResponse:
    """The cases that the actor is in charge of."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    page = queries.cases(scope, clock.today(), mine=True, **turned(request))
    return render(request, "workbench/backlog/mine.html", {"page": page})


@door("keep_backlog")
def new(request: HttpRequest) -> HttpResponse:
    """A new list of the actor's unit."""
    form = ListForm(request.POST or None, initial={"listed_on": clock.today()})
    scope: Scope = request.scope  # type: ignore[attr-defined]
    by, unit, made = scope.actor, acting_unit(scope, "keep_backlog"), []

    def act(data: dict[str, Any]) -> None:
        made.append(actions.make_list(unit_id=unit, by=by, at=clock.now(), **data))

    if done(request, form, act, _("清单已建立。")):
        return redirect("workbench:backlog_list", made[0])
    return render(request, "workbench/backlog/new.html", {"form": form, "form_has_errors": bool(form.errors)})


@door("see_matters")
def put_on(request: HttpRequest, number: str) -> HttpResponse:
    """Put a matter on a list."""
    case = load_case(request, number, "keep_backlog")
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not queries.may_keep(scope, case.matter):
        raise Http404
    lists = [(each.pk, each.name) for each in queries.lists(scope, clock.today())]
    form = PutOnForm(request.POST or None, lists, clock.today(), offered(case.matter.pk))
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        told = {"list_id": data.pop("chosen"), "listed": actions.Listed(**data)}
        made.append(actions.put_on(matter_id=case.matter.pk, by=scope.actor, at=clock.now(), **told))

    if done(request, form, act, _("已列为积案。")):
        return redirect("workbench:backlog_case", made[0])
    context = case_context(request, case) | {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/backlog/put_on.html", context)
