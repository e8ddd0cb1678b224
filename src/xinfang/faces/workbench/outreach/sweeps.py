"""Sweeps: the list with what is watched, one with its units, a new one, a unit's part."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.outreach import actions, queries
from xinfang.casework.outreach.choices import DISPOSITIONS
from xinfang.casework.outreach.queries import SweepTask
from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.asking import done, not_now
from xinfang.faces.workbench.outreach.forms import TASK_STEPS, AskForm, StepForm, StopForm, StrikeForm
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["new", "stop", "strike", "sweep", "sweeps", "task", "task_step"]


@require_safe
@door("see_information")
def sweeps(request: HttpRequest) -> HttpResponse:
    """What was asked, who is late, and which problems of places and topics are watched."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "rows": queries.sweeps(scope, clock.today()),
        "watched": queries.watched(scope),
        "asks": scope.may("sweep"),
        "today": clock.today(),
        "here": "sweeps",
    }
    return render(request, "workbench/outreach/sweeps.html", context)


@door("sweep")
def new(request: HttpRequest) -> HttpResponse:
    """Ask units for a sweep."""
    form = AskForm(request.POST or None, clock.today())
    scope: Scope = request.scope  # type: ignore[attr-defined]
    by, unit = scope.actor, acting_unit(scope, "sweep")
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        asked = actions.Asked(unit_ids=tuple(data.pop("units")), **data)
        made.append(actions.ask(asked=asked, unit_id=unit, by=by, at=clock.now()))

    if done(request, form, act, _("排查已布置。")):
        return redirect("workbench:sweeps_sweep", made[0])
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/outreach/new_sweep.html", context)


@require_safe
@door("see_information")
def sweep(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, and who has reported what; who has not stands first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.sweep_in(scope, pk)
    if found is None:
        raise Http404
    tasks = queries.tasks(scope, found)
    owed = {each.pk for each in tasks if queries.may_report(scope, each)}
    context = {"sweep": found, "tasks": tasks, "owed": owed, "today": clock.today()}
    return render(request, "workbench/outreach/sweep.html", context)


@require_safe
@door("see_information")
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's part: what it found, and its report."""
    return render(request, "workbench/outreach/task.html", _context(request, _load(request, pk)))


@require_POST
@door("see_information")
def task_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Write down a finding, or report."""
    found = _load(request, pk)
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if name not in TASK_STEPS or not queries.speaks_for(scope, found):
        raise Http404
    form = _form(scope, name, request.POST)
    if not queries.may_report(scope, found):
        return not_now(
            request, _("这个单位已经报送，不能再加。"), reverse("workbench:sweeps_task", args=[pk]), form
        )

    def act(data: dict[str, Any]) -> None:
        if name == "report":
            actions.report(task_id=pk, by=scope.actor, at=clock.now(), **data)
            return
        told = actions.Found(matter_id=_matter(scope, data.pop("matter", "")), **data)
        actions.write_finding(task_id=pk, found=told, by=scope.actor, at=clock.now())

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:sweeps_task", pk)
    return render(request, "workbench/outreach/task.html", _context(request, found, form))


@door("see_information")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """A problem is watched no more; by the unit that found it or whoever asked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.finding_in(scope, pk)
    if found is None:
        raise Http404
    form = StopForm(request.POST or None, initial={"on": clock.today()})
    if found.disposition != "watched" or found.ended_on is not None:
        return not_now(request, _("这一项没有在关注。"), reverse("workbench:sweeps"), form)

    def act(data: dict[str, Any]) -> None:
        actions.stop_watching(finding_id=pk, by=scope.actor, at=clock.now(), **data)

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:sweeps")
    context = {"finding": found, "form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/outreach/stop.html", context)


@door("see_information")
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """What a finding says of a person is taken out for good; by the unit that wrote it or whoever asked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.finding_in(scope, pk)
    if found is None:
        raise Http404
    form, back = StrikeForm(request.POST or None), reverse("workbench:sweeps_task", args=[found.task_id])
    if found.struck:
        return not_now(request, _("这一项写到人的内容已经删去。"), back, form)

    def act(data: dict[str, Any]) -> None:
        actions.strike(finding_id=pk, by=scope.actor, at=clock.now(), **data)

    if done(request, form, act, _("已删去，不能恢复。")):
        return redirect(back)
    context = {"finding": found, "form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/outreach/strike.html", context)


def _matter(scope: Scope, number: str) -> int | None:
    """The id of the matter with a number in scope. Raises Refusal at its field when there is none."""
    if not number.strip():
        return None
    case = petitions.case(scope, number)
    if case is None:
        raise Refusal(problems=[Problem("matter", _("没有这件事项，请检查编号。"))])
    return case.matter.pk


def _form(scope: Scope, name: str, data: Any = None) -> StepForm:
    """A step's form; whoever sees no petitions is not asked which one a problem became."""
    form = TASK_STEPS[name][0](data, initial={"on": clock.today()})
    if name == "find" and not scope.may("see_matters"):
        del form.fields["matter"]
        offered = [each for each in DISPOSITIONS if each[0] != "matter"]
        form.fields["disposition"].choices = offered  # type: ignore[attr-defined]
    return form


def _load(request: HttpRequest, pk: int) -> SweepTask:
    """The unit's part in the actor's scope; whether it exists outside is not told."""
    found = queries.task_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, found: SweepTask, wrong: StepForm | None = None) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    may = queries.may_report(scope, found)
    forms = {name: _form(scope, name) for name in TASK_STEPS if may}
    if wrong is not None:
        forms[wrong.key] = wrong
    return {
        "task": found,
        "sweep": found.sweep,
        "findings": queries.findings_of(scope, found),
        "late": found.reported_at is None and found.sweep.due_on < clock.today(),
        "first": next(iter(forms), ""),
        "forms": [(name, form, TASK_STEPS[name][1]) for name, form in forms.items()],
        "form_has_errors": wrong is not None,
    }
