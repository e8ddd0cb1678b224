"""What waits for the actor's signature, and one document to agree to or to send back: for a telephone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.desks.queries import desk
from xinfang.casework.letters import actions
from xinfang.casework.letters.queries import rights_after
from xinfang.casework.letters.rules import refuse_own_hand
from xinfang.faces.workbench.case.loading import case_context, holds
from xinfang.faces.workbench.letters.forms import SignForm
from xinfang.faces.workbench.letters.overtaken import gone_out, signed_meanwhile
from xinfang.faces.workbench.letters.shown import Shown, shown
from xinfang.faces.workbench.letters.writing import Writing, opened
from xinfang.faces.workbench.register.receipts import public_address
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["approvals", "sign"]

Do = Callable[[HttpRequest, Writing, str], object]


def _sign(request: HttpRequest, writing: Writing, text: str) -> object:
    return actions.sign(**_read(request, writing), remark=text)


def _sign_and_seal(request: HttpRequest, writing: Writing, text: str) -> object:
    return actions.sign_and_seal(**_read(request, writing), remark=text, follow=public_address(request))


def _send_back(request: HttpRequest, writing: Writing, text: str) -> object:
    by = request.scope.actor  # type: ignore[attr-defined]
    return actions.send_back(document_id=writing.document.pk, reason=text, by=by, at=clock.now())


def _read(request: HttpRequest, writing: Writing) -> dict[str, Any]:
    """Who agrees to which text: the one that the form was shown with."""
    by = request.scope.actor  # type: ignore[attr-defined]
    return {"document_id": writing.document.pk, "revision": writing.revision, "by": by, "at": clock.now()}


# Button -> (the step that the actor must be allowed, what it does, what is said then).
BUTTONS: dict[str, tuple[str, Do, Promise | str]] = {
    "sign": ("sign", _sign, _("已签发，等承办人用印。")),
    "sign_and_seal": ("sign", _sign_and_seal, _("已签发并用印。")),
    "send_back": ("send_back", _send_back, _("已退回修改。")),
}


@door("approve")
def approvals(request: HttpRequest) -> HttpResponse:
    """The documents that wait for the actor's signature, those that wait longest first."""
    waiting = desk(request.scope, "sign", clock.today())  # type: ignore[attr-defined]
    return render(request, "workbench/letters/approvals.html", {"waiting": waiting})


@door("see_matters")
def sign(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One document: what is asked in a line, its whole text, agree or send back."""
    if late := signed_meanwhile(request, number, pk) or gone_out(request, number, pk):
        return late
    writing = opened(request, number, pk)
    if "sign" not in writing.rights:
        if writing.document.state == "submitted":
            raise Http404
        if request.method == "POST":  # of another hand's step it was said above who took it
            messages.info(request, _("这一步刚才已经由您办理，没有再办一次。"))
        messages.info(request, _("这份文书已经不在待签发的里面。"))
        return redirect("workbench:approvals")
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _done(request, writing, form):
        return redirect("workbench:approvals")
    if late := signed_meanwhile(request, number, pk):  # while the button was being answered
        return late
    context = case_context(request, writing.case) | _shown(request, writing)
    context |= {"sign_form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/letters/sign.html", context)


def _shown(request: HttpRequest, writing: Writing) -> dict[str, object]:
    scope, today = request.scope, clock.today()  # type: ignore[attr-defined]
    return {
        "writing": writing,
        "document": writing.document,
        "kind": writing.kind,
        "shown": _in_full(request, writing),
        "own": _own(request, writing),
        "may_seal": "seal" in rights_after(scope, writing.document, "sign", today),
    }


def _in_full(request: HttpRequest, writing: Writing) -> Shown:
    """Who signs reads to whom: the name in full; that it was read is on record."""
    scope, at = request.scope, clock.now()  # type: ignore[attr-defined]
    full = holds(scope, writing.case.matter.pk, "reveal_people")
    if full:
        after = {"document": writing.document.pk}
        matter = writing.case.matter
        record(
            Record("document.previewed", "matter", matter.pk, matter.number, after=after),
            by=scope.actor,
            at=at,
        )
    return shown(writing.document, at, masked=not full)


def _own(request: HttpRequest, writing: Writing) -> str:
    """Why the actor may not sign: four eyes; '' when nothing speaks against it."""
    try:
        refuse_own_hand(writing.document, request.scope.actor.user_id, clock.today())  # type: ignore[attr-defined]
    except Refusal as refusal:
        return str(refusal)
    return ""


def _done(request: HttpRequest, writing: Writing, form: SignForm) -> bool:
    step, do, said = BUTTONS.get(request.POST.get("act", ""), BUTTONS["send_back"])
    if step not in writing.rights:
        raise Http404
    try:
        do(request, writing, form.cleaned_data["reason"])
    except Refusal as refusal:
        if step == "sign" and _signed_already(request, writing):
            messages.info(request, _("这份文书刚才已经由您签发，没有再办一次。"))
            return True
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    messages.success(request, str(said))
    return True


def _signed_already(request: HttpRequest, writing: Writing) -> bool:
    """Whether a second tap meets what the first has done."""
    document = writing.document
    document.refresh_from_db()
    mine = document.signed_by == request.scope.actor.user_id  # type: ignore[attr-defined]
    return mine and document.state not in ("draft", "submitted")
