"""Files of a case: added to its first petition, handed out as downloads that no browser runs."""

import io

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.petitions import actions, queries
from xinfang.faces.workbench.case.loading import load
from xinfang.faces.workbench.rights import WORKS_ON_CASES
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import actions as documents
from xinfang.registers.documents.queries import open_file
from xinfang.registers.staff.doors import door

__all__ = ["attach", "download", "note_download"]


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("文件"),
        error_messages={"required": _("请选择文件。"), "empty": _("文件是空的，请重新选择。")},
    )


@require_POST
@door(WORKS_ON_CASES)
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Store an upload and hang it on this matter alone, under the petition that raised it first."""
    by = request.scope.actor  # type: ignore[attr-defined]
    found = load(request, number, WORKS_ON_CASES)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["file"]))
        return redirect("workbench:matter", number=number)
    upload, at = form.cleaned_data["file"], clock.now()
    try:
        stored = documents.store(name=upload.name, file=upload.file, by=by, at=at)
        actions.attach(petition=found.first, stored_file=stored, matter_id=found.matter.pk, by=by, at=at)
        messages.success(request, _("附件已添加。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:matter", number=number)


def note_download(request: HttpRequest, matter_id: int, number: str, pk: int) -> None:
    """That a file about a matter was opened is on record, by its key: its name may hold a person's."""
    seen = Record("file.downloaded", "matter", matter_id, number, after={"file": pk})
    record(seen, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]


@require_safe
@door("see_matters")
def download(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """One file of the case as an attachment; reading it is on record."""
    found = load(request, number)
    if pk not in {each.pk for each in queries.attached(found.matter.pk)}:
        raise Http404
    try:
        file = open_file(pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:matter", number=number)
    note_download(request, found.matter.pk, number, pk)
    response = FileResponse(
        io.BytesIO(file.data), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
