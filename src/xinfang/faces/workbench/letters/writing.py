"""A document that somebody writes, in the actor's scope, and what its page shows."""

from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest
from django.urls import reverse

from xinfang.casework.desks.beginning import blank
from xinfang.casework.letters.queries import Document, begun, document_in, offers, rights, rights_after
from xinfang.casework.letters.rules import ELSEWHERE, not_own_word, refuse_own_hand
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.wording.kinds import KINDS, Kind
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.faces.workbench.case.refusing import reason
from xinfang.faces.workbench.letters.forms import LetterForm
from xinfang.faces.workbench.letters.shown import shown
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["NotNow", "Writing", "begin", "context_of", "opened"]


@dataclass
class Writing:
    """A document, stored or not yet, and what the actor may do with it."""

    case: CaseFile
    document: Document
    rights: frozenset[str]
    what: str
    form_key: UUID
    revision: int

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return KINDS[self.document.kind]

    def form(self, data: Any = None) -> LetterForm:
        """Its form, with what was typed."""
        channel, verb = self.case.first.channel, self.document.verb
        told = not_own_word(self.case.matter, clock.today()) if self.kind.effect == ("decline",) else ""
        barred = {ELSEWHERE: told} if told else {}
        return LetterForm(self.kind, self.document.parts, data, channel=channel, verb=verb, barred=barred)

    @property
    def href(self) -> str:
        """Where it is written on."""
        number, pk = self.case.matter.number, self.document.pk
        if pk is None:
            return reverse("workbench:letter_new", args=[number, self.what])
        return reverse("workbench:letter", args=[number, pk])

    @property
    def case_href(self) -> str:
        """The case that it belongs to."""
        return reverse("workbench:matter", args=[self.case.matter.number])


class NotNow(Refusal):
    """What cannot be written now, and why, by somebody who may write it at another time."""

    def __init__(self, case: CaseFile, why: str) -> None:
        super().__init__(why)
        self.case, self.why = case, why


def begin(request: HttpRequest, number: str, what: str) -> Writing:
    """The document of an act (or of a kind without one) as it begins, or as somebody has begun it.

    What the actor's postings do not allow is not there; NotNow for what the matter does not allow now.
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, day = load(request, number), clock.today()
    offered = offers(scope, found.matter, day)
    offer = next((each for each in offered if what == (each.verb or each.kind.key)), None)
    if offer is None:
        if why := reason(request, found, what):
            raise NotNow(found, why)
        raise Http404
    standing = begun(found.matter.pk, offer.verb)
    document = standing or blank(scope, found.matter, offer, clock.now())
    return _writing(request, found, document)


def opened(request: HttpRequest, number: str, pk: int) -> Writing:
    """A stored document; for those who may do nothing with it, it is not there."""
    found = load(request, number)
    document = document_in(request.scope, found.matter.pk, pk)  # type: ignore[attr-defined]
    if document is None:
        raise Http404
    return _writing(request, found, document)


def _writing(request: HttpRequest, found: CaseFile, document: Document) -> Writing:
    may = rights(request.scope, document, clock.today())  # type: ignore[attr-defined]
    if not may:
        raise Http404
    key = _key(request)
    ours = document.form_key == key and not request.POST.get("revision")
    told = str(document.revision) if ours else request.POST.get("revision", "")
    revision = int(told[:9]) if told.isascii() and told.isdigit() else 0
    return Writing(
        case=found,
        document=document,
        rights=may,
        what=document.verb or document.kind,
        form_key=key,
        revision=revision if request.method == "POST" else document.revision,
    )


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return uuid4()


def context_of(request: HttpRequest, writing: Writing, form: LetterForm) -> dict[str, Any]:
    """What the page shows; the text with what stands in the form."""
    document = writing.document
    document.parts = form.written()
    return case_context(request, writing.case) | {
        "writing": writing,
        "document": document,
        "kind": writing.kind,
        "letter_form": form,
        "shown": shown(document, clock.now()),
        "form_has_errors": bool(form.errors),
        "signs_no_more": _signs_no_more(request.scope, document),  # type: ignore[attr-defined]
    }


def _signs_no_more(scope: Scope, document: Document) -> bool:
    """Whether the actor could sign it, and no longer could after having written a word of it."""
    written, day = copy(document), clock.today()
    written.drafted_by = scope.actor.user_id
    if not written.pk or "sign" not in rights_after(scope, document, "submit", day):
        return False
    try:
        refuse_own_hand(written, scope.actor.user_id, day)
    except Refusal:
        return True
    return False
