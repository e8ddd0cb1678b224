"""Documents as they were sealed, the form for their proof of service, a refusal's photo; each on record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.desks.serving import photo_of
from xinfang.casework.letters import actions
from xinfang.casework.letters import queries as letters
from xinfang.casework.letters.queries import Document
from xinfang.casework.wording.kinds import KINDS, SERVED_TO
from xinfang.casework.wording.printing import pdf
from xinfang.faces.workbench.case.loading import WORKS_ON_CASES
from xinfang.faces.workbench.papers.loading import DOCX, PDF, handed_out, load_paper
from xinfang.faces.workbench.papers.receipt import receipt_sheet
from xinfang.faces.workbench.register.receipts import public_address
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import vault
from xinfang.registers.documents.queries import open_file
from xinfang.registers.staff.doors import door

__all__ = ["paper_docx", "paper_number", "paper_pdf", "paper_photo", "paper_receipt"]


@require_safe
@door(WORKS_ON_CASES)
def paper_pdf(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """The sealed PDF."""
    _found, document = load_paper(request, number, pk)
    return _sealed(request, document, document.pdf, "pdf", PDF)


@require_safe
@door(WORKS_ON_CASES)
def paper_docx(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """The same as a Word file, without the seal."""
    _found, document = load_paper(request, number, pk)
    return _sealed(request, document, document.docx, "docx", DOCX)


@require_POST
@door(WORKS_ON_CASES)
def paper_number(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A slip that waits gets its number now, and is handed out; refused while the act can be undone."""
    _found, document = load_paper(request, number, pk)
    scope = request.scope  # type: ignore[attr-defined]
    if document.out:
        return redirect("workbench:paper_pdf", number, pk)
    may = letters.rights(scope, document, clock.today())
    if document.state != "prepared" or "seal" not in may:
        raise Http404
    try:
        follow = public_address(request)
        actions.seal(document_id=pk, follow=follow, by=scope.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:matter", number)
    return redirect("workbench:paper_pdf", number, pk)


@require_safe
@door(WORKS_ON_CASES)
def paper_receipt(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """The form to be signed on receipt (送达回证)."""
    _found, document = load_paper(request, number, pk)
    if not document.out or not document.pdf or KINDS[document.kind].to not in SERVED_TO:
        raise Http404
    now = clock.now()
    try:
        data = pdf(receipt_sheet(document, now), now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:matter", number)
    _note(request, document, "receipt")
    return handed_out(data, f"{_('送达回证')}_{document.number or number}.pdf", PDF)


@require_safe
@door(WORKS_ON_CASES)
def paper_photo(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """The photo that shows how it was refused."""
    _found, document = load_paper(request, number, pk)
    photo = photo_of(document)
    if photo is None:
        raise Http404
    try:
        file = open_file(photo)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:matter", number)
    _note(request, document, "photo")
    return handed_out(file.data, file.name, file.media_type)


def _sealed(
    request: HttpRequest, document: Document, digest: str, form: str, media_type: str
) -> HttpResponseBase:
    if not document.out or not digest:
        raise Http404
    try:
        data = vault.take(digest)
    except vault.Unreadable:
        messages.error(request, _("文件读不出来：磁盘上的内容缺失或被改动。请管理员从备份恢复。"))
        return redirect("workbench:matter", document.matter.number)
    _note(request, document, form)
    name = f"{KINDS[document.kind].label}_{document.number or document.matter.number}.{form}"
    return handed_out(data, name, media_type)


def _note(request: HttpRequest, document: Document, form: str) -> None:
    after = {"document": document.pk, "kind": document.kind, "number": document.number, "form": form}
    seen = Record("document.opened", "matter", document.matter_id, document.matter.number, after=after)
    record(seen, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
