"""A document of a case in the actor's scope, and files handed out so that no browser runs them."""

import io

from django.http import FileResponse, Http404, HttpRequest

from xinfang.casework.letters import queries as letters
from xinfang.casework.letters.queries import Document
from xinfang.casework.petitions.queries import CaseFile
from xinfang.faces.workbench.case.loading import WORKS_ON_CASES, load

__all__ = ["DOCX", "PDF", "handed_out", "load_paper"]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def load_paper(request: HttpRequest, number: str, pk: int) -> tuple[CaseFile, Document]:
    """The case and its document; whether either exists outside the scope is not told.

    Letters name the petitioner in full: they are for those who may see the people, as the drafts are.
    """
    found = load(request, number, WORKS_ON_CASES)
    document = letters.document_in(request.scope, found.matter.pk, pk)  # type: ignore[attr-defined]
    if document is None:
        raise Http404
    return found, document


def handed_out(data: bytes, name: str, media_type: str) -> FileResponse:
    """Bytes as an attachment."""
    response = FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
