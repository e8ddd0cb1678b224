"""The pages: what to know first, what, against whom, where, who, files, all of it once more, the receipt."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinfang.casework.deadlines.preview import preview
from xinfang.casework.intake import actions
from xinfang.casework.intake.queries import Followed, Written, code_of, follow
from xinfang.faces.portal.entering import behind_code, citizen, keep_open
from xinfang.faces.portal.throttle import let_in_writing
from xinfang.faces.portal.writing.forms import FilesForm, Page, file_number
from xinfang.faces.portal.writing.reading import arrival_of, as_typed, blank, page, pages, visited
from xinfang.faces.portal.writing.session import begin, begun, end, just_sent, writing
from xinfang.faces.portal.writing.summary import summary
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.kernel.requests import origin_of
from xinfang.registers.organisations.queries import district

__all__ = ["check", "files", "step", "write", "written"]


@login_not_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """What to know before one writes; a draft of this browser can be gone on with or thrown away."""
    draft = begun(request)
    if request.method == "GET" or district() is None:
        return render(request, "portal/write.html", {"draft": draft, "office": district()})
    if not let_in_writing(origin_of(request)):
        told = _("从您这里来的信太多了，请一小时后再写，或打电话、到登记的窗口反映。")
        return render(request, "portal/write.html", {"draft": draft, "told": told}, status=429)
    if draft is not None:
        actions.throw_away_web_draft(form_key=draft.form_key, by=citizen(request), at=clock.now())
    actions.keep_web_draft(form_key=begin(request), fields={}, by=citizen(request), at=clock.now())
    return redirect("portal:write_step", "what")


@require_http_methods(["GET", "POST"])
@writing
def step(request: HttpRequest, draft: Written, step: str) -> HttpResponse:
    """One page. What was typed is kept, right or wrong; a wrong one is shown again."""
    if step not in pages(draft.fields):
        raise Http404
    if request.method == "GET":
        form = page(step, draft.fields, clock.now()) if "wrong" in request.GET else blank(step, draft.fields)
        return _page(request, draft, form, step)
    typed = as_typed(step, request.POST)
    fields = draft.fields | typed
    refused = _kept(request, draft, typed)
    if "keep" in request.POST and not refused:  # by the page itself, every few seconds
        return HttpResponse(status=204)
    form = page(step, fields, clock.now())
    if refused:
        form.add_error(None, refused)
    if form.errors:
        return _page(request, draft, form, step)
    return redirect(*_next(step, fields, request.GET.get("to", "")))


@require_http_methods(["GET", "POST"])
@writing
def files(request: HttpRequest, draft: Written) -> HttpResponse:
    """Photographs and papers, each kept as soon as it is sent; none is fine."""
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        by, at, key = citizen(request), clock.now(), draft.form_key
        try:
            for file_id in request.POST.getlist("remove"):
                actions.remove_web_file(form_key=key, file_id=file_number(file_id), by=by, at=at)
            for name, file in form.cleaned_data["files"]:
                actions.add_web_file(form_key=key, name=name, file=file, by=by, at=at)
        except Refusal as refusal:
            form.add_error("files", str(refusal))
        else:
            return redirect("portal:write_check" if "on" in request.POST else "portal:write_files")
    draft = begun(request) or draft
    places = len(pages(draft.fields)) + 2
    context = {"form": form, "draft": draft, "most": actions.MOST_FILES, "form_has_errors": bool(form.errors)}
    context |= {"place": places - 1, "places": places}
    return render(request, "portal/write_files.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@writing
def check(request: HttpRequest, draft: Written) -> HttpResponse:
    """All of it once more; then it is sent. A page that lacks something is asked for first."""
    for each in pages(draft.fields):
        if page(each, draft.fields, clock.now()).errors:
            wrong = "" if each not in visited(draft.fields) else "&wrong=1"
            return redirect(f"{reverse('portal:write_step', args=[each])}?to=check{wrong}")
    told: list[str] = []
    if request.method == "POST":
        if "truthful" in request.POST:
            told = _sent(request, draft)
            if not told:
                return redirect("portal:written", just_sent(request))
        else:
            told = [_("请先勾选“我写的是真实的”，再提交。")]
    context = {"lines": summary(draft), "files": draft.files, "told": told, "form_has_errors": bool(told)}
    return render(request, "portal/write_check.html", context, status=422 if told else 200)


@require_safe
@behind_code
def written(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The receipt, for the browser that has just sent it: number, code, what comes next and by when."""
    if just_sent(request) != followed.number:
        return redirect("portal:case", followed.number)
    context = {
        "followed": followed,
        "query_code": code_of(followed.petition_id),
        "clock": preview("route", followed.received_at),
    }
    return render(request, "portal/written.html", context)


def _page(request: HttpRequest, draft: Written, form: Page, step: str) -> HttpResponse:
    order = [*pages(draft.fields), "files", "check"]
    place = order.index(step)
    context = {
        "form": form,
        "step": step,
        "back": order[place - 1] if place else "",
        "place": place + 1,
        "places": len(order),
        "to_check": request.GET.get("to") == "check",
        "kept_at": draft.updated_at if draft.fields else None,
        "form_has_errors": bool(form.errors),
    }
    return render(request, "portal/write_step.html", context, status=422 if form.errors else 200)


def _next(step: str, fields: dict[str, str], to: str) -> tuple[str, ...]:
    order = pages(fields)
    after = order[order.index(step) + 1 :]
    if to == "check":
        return ("portal:write_check",)
    return ("portal:write_step", after[0]) if after else ("portal:write_files",)


def _kept(request: HttpRequest, draft: Written, typed: dict[str, str]) -> str:
    """Keep what was typed; why not, if it was refused."""
    try:
        actions.keep_web_draft(form_key=draft.form_key, fields=typed, by=citizen(request), at=clock.now())
    except Refusal as refusal:
        return str(refusal)
    return ""


def _sent(request: HttpRequest, draft: Written) -> list[str]:
    """Register it; what was refused, in sentences. From then on this browser may follow it."""
    at, unit = clock.now(), district()
    assert unit is not None  # the first page lets nobody in before there is an office
    try:
        told = actions.send_web_draft(arrival_of(draft, at), unit_id=unit.pk, by=citizen(request), at=at)
    except Refusal as refusal:
        return [problem.sentence for problem in refusal.problems]
    followed = follow(told.number, code_of(told.petition_id))
    assert followed is not None  # its own code
    keep_open(request, followed)
    end(request, told.number)
    return []
