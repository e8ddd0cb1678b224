"""The one search box: a number opens its matter, anything else finds people and their matters in scope."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from xinfang.casework.intake import queries
from xinfang.faces.workbench.register.answers import record_search
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["search", "suggest"]

MOST = 20


@door("see_matters")
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The page of results. The box posts, so that no name stands in an address; a number may be a link."""
    text = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:60]
    if not text:
        return render(request, "workbench/register/search.html", {"text": "", "answer": None})
    answer = _ask(request, text, MOST, MOST)
    if answer.matter:
        return redirect("workbench:matter", answer.matter.number)
    return render(request, "workbench/register/search.html", {"text": text, "answer": answer})


@door("see_matters")
@require_POST
def suggest(request: HttpRequest) -> JsonResponse:
    """Suggestions under the box: the matter with that number, then people's matters."""
    answer = _ask(request, request.POST.get("text", "").strip()[:60], 5)
    items = []
    if answer.matter:
        number = answer.matter.number
        items.append({"text": number, "note": answer.matter.title, "href": _href(number)})
    for person in answer.people:
        for line in person.matters:
            note = f"{line.number} {line.title}"
            end = str(line.label)
            items.append({"text": person.card.name, "note": note, "end": end, "href": _href(line.number)})
    return JsonResponse({"items": items[:8], "more": answer.more})


def _ask(request: HttpRequest, text: str, limit: int, most: int = 3) -> queries.Answer:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    with transaction.atomic():
        answer = queries.look_up(scope, text, clock.today().year, limit, most)
        record_search(answer, by=scope.actor)
    return answer


def _href(number: str) -> str:
    return reverse("workbench:matter", args=[number])
