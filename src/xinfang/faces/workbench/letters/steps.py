"""What the buttons of a document's page do. What was typed is kept first, whatever is refused after it."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.desks.actions import keep_mine
from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import save
from xinfang.casework.letters.queries import Document, document_in, rights
from xinfang.faces.workbench.letters.forms import LetterForm
from xinfang.faces.workbench.letters.overtaken import overtaken, stepped
from xinfang.faces.workbench.letters.writing import Writing
from xinfang.faces.workbench.register.receipts import public_address
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["answered", "keep"]


def _submit(request: HttpRequest, writing: Writing, by: Actor) -> None:
    actions.submit(document_id=writing.document.pk, by=by, at=clock.now())


def _check(request: HttpRequest, writing: Writing, by: Actor) -> None:
    actions.check(document_id=writing.document.pk, revision=writing.revision, by=by, at=clock.now())


def _send_back(request: HttpRequest, writing: Writing, by: Actor) -> None:
    """Who submitted it takes it back; the reason is theirs to leave out."""
    reason = request.POST.get("reason", "").strip() or _t("送审人取回修改。")
    actions.send_back(document_id=writing.document.pk, reason=reason, by=by, at=clock.now())


def _seal(request: HttpRequest, writing: Writing, by: Actor) -> None:
    pk, follow = writing.document.pk, public_address(request)
    actions.seal(document_id=pk, by=by, at=clock.now(), follow=follow)


def _void(request: HttpRequest, writing: Writing, by: Actor) -> None:
    actions.void(document_id=writing.document.pk, by=by, at=clock.now())


# Button -> (what it does after what was typed is kept, what is said then).
Do = Callable[[HttpRequest, Writing, Actor], None]
BUTTONS: dict[str, tuple[Do | None, Promise | str]] = {
    "save": (None, _("草稿已保存。")),
    "submit": (_submit, _("已送审，等负责人签发。")),
    "check": (_check, _("已核稿。")),
    "send_back": (_send_back, _("已取回，可以继续修改。")),
    "seal": (_seal, _("已制发。")),
    "void": (_void, _("草稿已放弃，留有记录。")),
}
TYPED = ("save", "submit", "seal")
STAYS = ("save", "send_back")  # the document is on the page again; after others the case is


def answered(request: HttpRequest, writing: Writing, form: LetterForm) -> HttpResponse | None:
    """Do what the button says; None when it is refused, with the sentences at the fields."""
    button = request.POST.get("act", "save")
    if button not in BUTTONS or button not in writing.rights:
        raise Http404
    do, said = BUTTONS[button]
    try:
        if button in TYPED and "save" in writing.rights:
            keep(request, writing, form)
        if do and writing.document.pk:
            do(request, writing, request.scope.actor)  # type: ignore[attr-defined]
    except Refusal as refusal:
        if late := _late(request, writing):
            return late
        form.is_valid()
        _mark_newer(request, writing, form)
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return None
    messages.success(request, str(said))
    return redirect(writing.href if button in STAYS else writing.case_href)


def _late(request: HttpRequest, writing: Writing) -> HttpResponse | None:
    """The page that says who went on with it, where that happened while the button was being answered."""
    number, document = writing.case.matter.number, writing.document
    late = overtaken(request, number, pk=document.pk, verb=document.verb)
    return late or (stepped(request, number, document.pk) if document.pk else None)


def _mark_newer(request: HttpRequest, writing: Writing, form: LetterForm) -> None:
    """Where somebody else saved meanwhile: what stands there now at each field that differs."""
    if writing.document.pk is None:
        return
    writing.document = _ours(request.scope, writing, writing.document.pk)  # type: ignore[attr-defined]
    if writing.document.revision != writing.revision:
        form.compare(writing.document.parts)


@transaction.atomic
def keep(request: HttpRequest, writing: Writing, form: LetterForm) -> None:
    """Store what was typed: a new document, or a newer revision of one; never over a newer one."""
    scope, at, parts = request.scope, clock.now(), form.written()  # type: ignore[attr-defined]
    document = writing.document
    if document.pk is None:
        assert document.unit_id is not None
        made = actions.draft(
            matter_id=writing.case.matter.pk,
            verb=document.verb,
            kind=document.kind,
            unit_id=document.unit_id,
            parts=parts,
            form_key=writing.form_key,
            by=scope.actor,
            at=at,
        )
        writing.document, writing.revision = _ours(scope, writing, made.pk), made.revision
        writing.rights = rights(scope, writing.document, clock.today())
    elif over := _over(request):
        writing.revision = keep_mine(document_id=document.pk, parts=parts, over=over, by=scope.actor, at=at)
    elif parts != document.parts or writing.revision != document.revision:
        writing.revision = save(
            document_id=document.pk, parts=parts, revision=writing.revision, by=scope.actor, at=at
        )


def _over(request: HttpRequest) -> int:
    """The revision of the newer text that was seen and is to be written over; 0 for none."""
    said = request.POST.get("over", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _ours(scope: Scope, writing: Writing, pk: int) -> Document:
    """The document that the form began; the key of another matter's form begins nothing here."""
    found = document_in(scope, writing.case.matter.pk, pk)
    if found is None:
        raise Http404
    return found
