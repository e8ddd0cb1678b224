"""Taking a request, deciding it, not taking it; serving what an organ outside decided; new facts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.acts.queries import holds_seat
from xinfang.casework.petitions.queries import TimelineRow
from xinfang.casework.reviews import actions
from xinfang.casework.reviews.actions import Decision
from xinfang.casework.reviews.queries import Review
from xinfang.faces.workbench.acts.proof import FIELDS, proof_of
from xinfang.faces.workbench.asking import not_now
from xinfang.faces.workbench.reviews.forms import DecideForm, FactsForm, RefuseForm
from xinfang.faces.workbench.reviews.loading import context_of, load, serve_form, service_of
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["decide", "refuse", "serve", "state_facts", "take"]


@require_POST
@door("review")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The examination begins."""
    found = _decidable(request, pk)
    by = request.scope.actor  # type: ignore[attr-defined]
    try:
        actions.take(review_id=found.pk, by=by, at=clock.now())
        messages.success(request, _("已受理，开始审查。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:reviews_review", pk)


@require_POST
@door("review")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the outcome."""
    found = _decidable(request, pk)
    form = DecideForm(request.POST, outside=bool(found.reviewer_name))

    def do(data: dict[str, Any]) -> None:
        read = data.get("revision") or 0
        decision = Decision(**{**data, "number": data.get("number", ""), "revision": read})
        actions.decide(review_id=pk, decision=decision, by=_by(request), at=clock.now())

    return _answer(request, found, "decide_form", form, do, _("结论已登记。"))


@require_POST
@door("review")
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down why it is not taken."""
    found = _decidable(request, pk)
    form = RefuseForm(request.POST)

    def do(data: dict[str, Any]) -> None:
        actions.refuse(review_id=pk, reason=data["reason"], by=_by(request), at=clock.now())

    return _answer(request, found, "refuse_form", form, do, _("理由已登记。"))


@require_POST
@door("review")
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    """An organ outside has answered, and its answer has arrived: how, and who took it."""
    found = _decidable(request, pk)
    form = serve_form(found, request.scope, request.POST, request.FILES)  # type: ignore[attr-defined]
    if (line := service_of(found)) is not None:
        return _served_already(request, found, form, line)

    @transaction.atomic
    def do(data: dict[str, Any]) -> None:
        proof = proof_of(data, _by(request))
        actions.serve(review_id=pk, proof=proof, by=_by(request), at=clock.now())

    return _answer(request, found, "serve_form", form, do, _("已登记送达。"))


@require_POST
@door("handle")
def state_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit that decides anew says what is new."""
    found = load(request, pk)
    if not holds_seat(request.scope, found.matter, "handle", "unit"):  # type: ignore[attr-defined]
        raise Http404
    form = FactsForm(request.POST)

    def do(data: dict[str, Any]) -> None:
        matter = found.matter_id
        actions.state_new_facts(matter_id=matter, text=data["text"], by=_by(request), at=clock.now())

    return _answer(request, found, "facts_form", form, do, _("新的事实已写明。"))


def _decidable(request: HttpRequest, pk: int) -> Review:
    """The request, for who sits where it is decided; for others it is not there."""
    found = load(request, pk)
    if not holds_seat(request.scope, found.matter, "review", "reviewer"):  # type: ignore[attr-defined]
        raise Http404
    return found


def _served_already(request: HttpRequest, found: Review, form: forms.Form, line: TimelineRow) -> HttpResponse:
    """Who registered the service before this form came; the same person's second press changes nothing, but
    another day or way typed in a second window is not lost."""
    address = reverse("workbench:reviews_review", args=[found.pk])
    said = form.cleaned_data if form.is_valid() else {}
    same = (said.get("way"), said.get("received_on")) == (line.data.get("way"), timezone.localdate(line.at))
    if same and line.actor_id == _by(request).user_id:
        messages.info(request, _("这一步刚才已经由您办理，没有再办一次。"))
        return redirect(address)
    told = {"who": line.actor, "day": timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")}
    why = _("送达已经由%(who)s登记（%(day)s 收到），您的这一份没有登记。") % told
    return not_now(request, why, address, form)


def _by(request: HttpRequest) -> Any:
    return request.scope.actor  # type: ignore[attr-defined]


def _answer(
    request: HttpRequest,
    found: Review,
    name: str,
    form: forms.Form,
    do: Callable[[dict[str, Any]], None],
    done: str,
) -> HttpResponse:
    """Do it and say so; or the page again with what is wrong, at its field or on top."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            for name_of, sentences in refusal.by_field().items():
                field = FIELDS.get(name_of, name_of)
                if field in form.fields:
                    form.add_error(field, sentences)
                else:
                    messages.error(request, " ".join(sentences))
        else:
            messages.success(request, done)
            return redirect("workbench:reviews_review", found.pk)
    return render(request, "workbench/reviews/review.html", context_of(request, found, **{name: form}))
