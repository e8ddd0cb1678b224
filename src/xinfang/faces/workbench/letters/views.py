"""Writing a document, reading one, keeping it while it is typed, and how it will look on paper."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.letters.composing import compose
from xinfang.casework.wording.kinds import BY_VERB, KINDS
from xinfang.casework.wording.printing import pdf
from xinfang.faces.workbench.case.refusing import not_now
from xinfang.faces.workbench.letters.overtaken import (
    gone_out,
    overtaken,
    overtaken_why,
    stepped,
    typed_form,
)
from xinfang.faces.workbench.letters.steps import answered, keep
from xinfang.faces.workbench.letters.writing import NotNow, Writing, begin, context_of, opened
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["kept", "letter", "new", "preview"]


@door("see_matters")
def new(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """Begin the document of an act; one that is being written already is gone on with."""
    if late := overtaken(request, number, verb=what):
        return late
    try:
        writing = begin(request, number, what)
    except NotNow as refused:
        kind = BY_VERB.get(what) or KINDS.get(what)
        form = typed_form(request, refused.case, kind.key, what) if kind else None
        return not_now(request, refused.case, refused.why, form=form)
    if writing.document.pk and request.method != "POST":
        return redirect(writing.href)
    return _page(request, writing)


@door("see_matters")
def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A document: written on by who may, read by others until it has gone out."""
    if late := overtaken(request, number, pk=pk) or stepped(request, number, pk):
        return late
    if gone := gone_out(request, number, pk):
        return gone
    writing = opened(request, number, pk)
    if not writing.document.open:
        return redirect(writing.case_href)
    return _page(request, writing)


def _page(request: HttpRequest, writing: Writing) -> HttpResponse:
    parts = writing.document.parts
    typed = request.POST if "save" in writing.rights else parts  # who only reads it has typed nothing
    form = writing.form(typed if request.method == "POST" else None)
    done = answered(request, writing, form) if request.method == "POST" else None
    if done:
        return done
    page = "letter.html" if "save" in writing.rights else "reading.html"
    return render(request, f"workbench/letters/{page}", context_of(request, writing, form))


@require_POST
@door("see_matters")
def kept(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the form as it stands; 409 with a sentence when a newer window has, or it lies elsewhere now."""
    pk = request.POST.get("pk", "")
    if why := overtaken_why(request, number, pk):
        return JsonResponse({"told": why}, status=409)
    try:
        writing = (
            opened(request, number, int(pk))
            if pk.isascii() and pk.isdigit()
            else begin(request, number, request.POST.get("what", ""))
        )
    except NotNow as refused:
        return JsonResponse({"told": refused.why}, status=409)
    form = writing.form(request.POST)
    try:
        keep(request, writing, form)
    except Refusal as refusal:
        return JsonResponse({"told": str(refusal)}, status=409)
    shown = render_to_string("workbench/letters/aside.html", context_of(request, writing, form), request)
    told = timezone.localtime(clock.now()).strftime("%H:%M")
    answer = {"told": told, "revision": writing.revision, "pk": writing.document.pk, "href": writing.href}
    return JsonResponse(answer | {"shown": shown})


@require_safe
@door("reveal_people")
def preview(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """The document as it would be printed now, marked as not signed; it names the petitioner: on record."""
    writing = opened(request, number, pk)
    if not writing.document.open:
        raise Http404
    at = clock.now()
    data = pdf(compose(writing.document, at), at)
    seen = Record("document.previewed", "matter", writing.case.matter.pk, number, after={"document": pk})
    record(seen, by=request.scope.actor, at=at)  # type: ignore[attr-defined]
    name = f"{writing.kind.label}.pdf"
    response = FileResponse(
        io.BytesIO(data), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
