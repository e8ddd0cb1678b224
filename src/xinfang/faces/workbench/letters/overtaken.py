"""A form sent after others went on with its document: who did what, and what was typed, to be copied."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from xinfang.casework.letters.queries import Document, begun, document_in, rights, rights_after
from xinfang.casework.letters.rules import STEPS, may_follow, with_article
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.wording.kinds import BY_VERB, KINDS
from xinfang.faces.workbench.case.loading import load
from xinfang.faces.workbench.case.refusing import not_now
from xinfang.faces.workbench.history.words import Happened
from xinfang.faces.workbench.letters.forms import LetterForm, SignForm
from xinfang.kernel import clock
from xinfang.kernel.audit.queries import AuditEntry, moves
from xinfang.registers.staff.scope import Scope

__all__ = ["gone_out", "meanwhile", "overtaken", "overtaken_why", "signed_meanwhile", "stepped", "typed_form"]


def overtaken(
    request: HttpRequest, number: str, *, pk: int | None = None, verb: str = ""
) -> HttpResponse | None:
    """The page for who may write the document and sent it too late: 409, with all that was typed."""
    if request.method != "POST" or "form_key" not in request.POST:
        return None
    found = load(request, number)
    document = _document(request, found, pk, verb)
    why = _why(request, document) if document else ""
    if document is None or not why:
        return None
    form = typed_form(request, found, document.kind, document.verb)
    same = form.written() == {key: document.parts.get(key, "") for key in form.fields}
    if same and (request.POST.get("act") not in ("submit", "seal") or _last(request, document)):
        messages.info(request, why)  # the same text has gone on already: nothing is lost
        return redirect("workbench:matter", number=number)
    return not_now(request, found, why, form=form, meanwhile=meanwhile(document))


def stepped(request: HttpRequest, number: str, pk: int) -> HttpResponse | None:
    """The page for who takes a step with a document that could take it before, and cannot now: 409, who did
    what meanwhile, with the words that were typed. None while it can be, and for who never may take it."""
    step, scope = request.POST.get("act", ""), request.scope  # type: ignore[attr-defined]
    if request.method != "POST" or step not in STEPS:
        return None
    found = load(request, number)
    document = document_in(scope, found.matter.pk, pk)
    if document is None or may_follow(document, step) or not _ever(scope, document, step):
        return None
    if _last(request, document):
        messages.info(request, _("这一步刚才已经由您办理，没有再办一次。"))
        return redirect("workbench:letter", number=number, pk=pk)
    told = _("文书现在是“%(state)s”，不能%(step)s。")
    if document.number:
        told = _("文书现在是“%(state)s”，文号 %(number)s，不能%(step)s；有错的，用更正决定书更正。")
    words = {"state": document.get_state_display(), "number": document.number, "step": STEPS[step].label}
    why = with_article(told % words, document, clock.today())
    return not_now(request, found, why, form=SignForm(request.POST), meanwhile=meanwhile(document))


def _ever(scope: Scope, document: Document, step: str) -> bool:
    """Whether the actor could take the step in one of the states that the document has been in."""
    then, may = copy(document), set[str]()
    past = [STEPS[each.after["step"]].after for each in _moves(document) if each.after.get("step") in STEPS]
    for state in {"draft", *past}:
        then.state = state
        may |= rights(scope, then, clock.today())
    return step in may


def _last(request: HttpRequest, document: Document) -> bool:
    """Whether the step that is asked for was the last one, and the actor took it: a second click."""
    told = _moves(document)
    me, step = request.scope.actor.user_id, request.POST.get("act")  # type: ignore[attr-defined]
    return bool(told) and (told[-1].after.get("step"), told[-1].actor_id) == (step, me)


def gone_out(request: HttpRequest, number: str, pk: int) -> HttpResponse | None:
    """To the matter, for who asks for the page of a document that is written no more; None while it is."""
    found = load(request, number)
    document = document_in(request.scope, found.matter.pk, pk)  # type: ignore[attr-defined]
    if request.method == "POST" or document is None or document.open:
        return None
    told = _("这份文书现在是“%(state)s”，不能再改。") % {"state": document.get_state_display()}
    messages.info(request, told)
    return redirect("workbench:matter", number=number)


def overtaken_why(request: HttpRequest, number: str, pk: str) -> str:
    """The same in a sentence, for what is kept while it is typed."""
    known = pk.isascii() and pk.isdigit()
    document = _document(request, load(request, number), int(pk), "") if known else None
    return _why(request, document) if document else ""


def _why(request: HttpRequest, document: Document) -> str:
    """Why who may write a document cannot do so any more; '' for everybody else, and while it can be."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if may_follow(document, "save") or "save" not in rights_after(
        scope, document, "send_back", clock.today()
    ):
        return ""
    told = _("这份文书现在是“%(state)s”，不能再改。要改的，请送审人取回，或者请负责人退回修改。")
    if not document.open:
        told = _("这份文书现在是“%(state)s”，不能再改。")
    return told % {"state": document.get_state_display()}


def typed_form(request: HttpRequest, found: CaseFile, kind: str, verb: str) -> LetterForm:
    """What was typed in the form of a kind that cannot be written now."""
    typed = request.POST if request.method == "POST" else None
    return LetterForm(KINDS[kind], {}, typed, channel=found.first.channel, verb=verb)


def _document(request: HttpRequest, found: CaseFile, pk: int | None, verb: str) -> Document | None:
    if pk is not None:
        return document_in(request.scope, found.matter.pk, pk)  # type: ignore[attr-defined]
    return begun(found.matter.pk, verb) if verb in BY_VERB else None


def signed_meanwhile(request: HttpRequest, number: str, pk: int) -> HttpResponse | None:
    """The page for who may sign the document, when it lies with the head no more: 409, with what was typed.

    None where nothing was sent, or it still waits for a signature; and for a second tap of the same hand.
    """
    if request.method != "POST":
        return None
    found = load(request, number)
    document = document_in(request.scope, found.matter.pk, pk)  # type: ignore[attr-defined]
    if document is None or may_follow(document, "sign"):
        return None
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = SignForm(request.POST)
    if "sign" not in rights_after(scope, document, "submit", clock.today()) or _mine(request, document):
        return None
    told = _("这份文书已经不在待签发的里面：现在是“%(state)s”。")
    if document.number:
        told = _("这份文书已经不在待签发的里面：现在是“%(state)s”，文号 %(number)s。")
    why = told % {"state": document.get_state_display(), "number": document.number}
    return not_now(request, found, why, form=form, meanwhile=meanwhile(document, after="submit"))


def _mine(request: HttpRequest, document: Document) -> bool:
    """Whether the actor did just this last, with these words or without any."""
    me = request.scope.actor.user_id  # type: ignore[attr-defined]
    typed = request.POST.get("reason", "").strip()
    if request.POST.get("act") in ("sign", "sign_and_seal"):
        return document.signed_by == me and typed in ("", document.remark)
    back = [each for each in _moves(document) if each.after.get("step") == "send_back"]
    return bool(back) and back[-1].actor_id == me and typed == document.remark


def _moves(document: Document) -> list[AuditEntry]:
    return moves("matter", document.matter_id, "document.moved", {"document": document.pk})


def meanwhile(document: Document, *, after: str = "") -> list[Happened]:
    """What was done with the document since it was begun, or since a step was last taken; by whom."""
    told = _moves(document)
    steps = [each.after.get("step") for each in told]
    if after in steps:
        told = told[len(steps) - steps[::-1].index(after) :]
    return [
        Happened(
            each.at, str(STEPS[each.after["step"]].label), "dot", each.actor, each.unit, "", system=False
        )
        for each in told
        if each.after.get("step") in STEPS
    ]
