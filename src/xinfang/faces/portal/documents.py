"""The documents issued to the petitioner: listed for the code, handed out for code and second factor."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinfang.casework.intake.queries import Followed
from xinfang.casework.petitions.queries import knows_tail
from xinfang.faces.portal.entering import behind_code, citizen, knows, note_factor
from xinfang.faces.portal.papers import papers_of, taken
from xinfang.faces.portal.throttle import factor_was_right, let_in_factor
from xinfang.faces.portal.views import wrong
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal

__all__ = ["document", "documents"]


@require_http_methods(["GET", "POST"])
@behind_code
def documents(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The list; and the question for the second factor, with the one answer for every wrong try."""
    told, status = "", 200
    if request.method == "POST":
        if not let_in_factor(followed.petition_id):
            told, status = _("今天试的次数太多，请明天再试，或到登记的窗口领取。"), 429
        elif knows_tail(followed.petition_id, request.POST.get("tail", "")[:40]):
            factor_was_right(followed.petition_id)
            note_factor(request, followed)
            return redirect("portal:documents", followed.number)
        else:
            told, status = wrong(), 404
    context = {
        "followed": followed,
        "papers": papers_of(followed),
        "open": knows(request, followed),
        "askable": knows_tail(followed.petition_id, "") is not None,
        "told": told,
        "form_has_errors": bool(told),
    }
    return render(request, "portal/documents.html", context, status=status)


@require_safe
@behind_code
def document(request: HttpRequest, followed: Followed, pk: int) -> HttpResponseBase:
    """One document as a download; that it was taken is on record."""
    if not knows(request, followed):
        return redirect("portal:documents", followed.number)
    if pk not in {each.pk for each in papers_of(followed)}:
        raise Http404
    try:
        found = taken(followed, pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:documents", followed.number)
    if found is None:
        raise Http404
    seen = Record("document.taken", "petition", followed.petition_id, followed.number, after={"document": pk})
    record(seen, by=citizen(request), at=clock.now())
    name, data = found
    response = FileResponse(
        io.BytesIO(data), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
