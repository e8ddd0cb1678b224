"""The three proposals: the list, a new one, one with its answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.supervision import actions, queries
from xinfang.casework.supervision.queries import Proposal
from xinfang.faces.workbench.asking import done, not_now, refused_now
from xinfang.faces.workbench.supervision.forms import AnswerForm, ProposeForm
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["proposal", "proposals", "propose"]


@require_safe
@door("see_matters")
def proposals(request: HttpRequest) -> HttpResponse:
    """Newest first; those without an answer, unless all are asked for."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    everything = request.GET.get("all") == "1"
    rows = queries.proposals(scope, clock.today(), only_open=not everything)
    context = {"rows": rows, "everything": everything, "may_supervise": scope.may("supervise")}
    return render(request, "workbench/supervision/proposals.html", context)


@door("supervise")
def propose(request: HttpRequest) -> HttpResponse:
    """A new proposal, perhaps on a matter in scope."""
    initial = {"matter": request.GET.get("matter", "")}
    form = ProposeForm(request.POST or None, clock.today(), initial)
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        scope: Scope = request.scope  # type: ignore[attr-defined]
        told = {"unit_id": data.pop("unit"), "matter_id": _matter(scope, data.pop("matter")), **data}
        proposed = actions.Proposed(**told)
        made.append(actions.propose(told=proposed, by=scope.actor, at=clock.now()))

    if done(request, form, act, _("建议已提出。")):
        return redirect("workbench:supervision_proposal", made[0])
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/supervision/propose.html", context)


@door("see_matters")
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal; its unit's head answers here."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.proposal_in(scope, pk)
    if found is None:
        raise Http404
    note_reading([found.matter], by=scope.actor, at=clock.now())
    answers = queries.answers_for(scope, found)
    if request.method == "POST":
        return _answer(request, found) if answers else redirect("workbench:supervision_proposal", pk)
    return _page(request, found, AnswerForm() if answers and not found.adoption else None)


def _answer(request: HttpRequest, found: Proposal) -> HttpResponse:
    """Answered by the unit's head; what was typed is kept when another has done so."""
    form, by = AnswerForm(request.POST), request.scope.actor  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> None:
        actions.answer_proposal(proposal_id=found.pk, by=by, at=clock.now(), **data)

    back = reverse("workbench:supervision_proposal", args=[found.pk])
    if found.adoption:
        return not_now(request, _("这件建议已经答复过。"), back, form)
    if done(request, form, act, _("已答复。")):
        return redirect(back)
    return refused_now(request, form, back) or _page(request, found, form)


def _page(request: HttpRequest, found: Proposal, form: AnswerForm | None) -> HttpResponse:
    context = {"proposal": found, "form": form, "form_has_errors": bool(form and form.errors)}
    return render(request, "workbench/supervision/proposal.html", context)


def _matter(scope: Scope, number: str) -> int | None:
    """The id of the matter with a number in scope. Raises Refusal at its field when there is none."""
    if not number.strip():
        return None
    case = petitions.case(scope, number, "supervise")
    if case is None:
        raise Refusal(problems=[Problem("matter", _("没有这件事项，请检查编号。"))])
    return case.matter.pk
