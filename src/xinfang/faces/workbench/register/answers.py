"""Small answers while the form is typed. All by POST: what is asked holds names and numbers."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.intake import actions, queries
from xinfang.casework.intake.channels import CELLS
from xinfang.engines import identity
from xinfang.faces.workbench.register import classes as classes_found
from xinfang.faces.workbench.register.arriving import read, ticked
from xinfang.faces.workbench.register.forms import ArrivalForm
from xinfang.faces.workbench.register.panel import panel
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["classes", "discard", "draft", "hints", "id_number", "people"]

UNSAVED = {"csrfmiddlewaretoken", "form_key", "revision", "act", "rep", "reps_shown"}


@door("register")
@require_POST
def draft(request: HttpRequest) -> JsonResponse:
    """Keep the form as it stands; 409 with a sentence when a newer window has."""
    try:
        key, revision = UUID(request.POST.get("form_key", "")), int(request.POST.get("revision") or 0)
    except ValueError:
        return JsonResponse({"told": _("这张表不完整，请刷新页面。")}, status=422)
    fields = {name: str(value) for name, value in request.POST.items() if name not in UNSAVED | {"cell"}}
    by, at, cell = request.scope.actor, clock.now(), request.POST.get("cell", "")  # type: ignore[attr-defined]
    try:
        saved = actions.save_draft(form_key=key, cell=cell, fields=fields, revision=revision, by=by, at=at)
    except Refusal as refusal:
        return JsonResponse({"told": str(refusal)}, status=409)
    return JsonResponse({"revision": saved, "told": timezone.localtime(at).strftime("%H:%M")})


@door("register")
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw a draft of one's own away."""
    cell = request.POST.get("cell", "")
    with suppress(ValueError):  # a forged key discards nothing
        key = UUID(request.POST.get("form_key", ""))
        actions.discard_draft(form_key=key, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return redirect("workbench:register_cell", cell) if cell in CELLS else redirect("workbench:register")


@door("register")
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """The panel for the form as it stands."""
    scope = request.scope  # type: ignore[attr-defined]
    cell = CELLS.get(request.POST.get("cell", ""))
    if cell is None:
        return HttpResponse(status=422)
    form = ArrivalForm(request.POST, cell=cell, may_route=scope.may("route"))
    reading = read(form, scope, ticked(request.POST))
    context = {"panel": panel(form, reading, scope), "form": form, "cell": cell, "rows": reading.rows}
    return render(request, "workbench/register/hints.html", context)


@door("register")
@require_POST
def people(request: HttpRequest) -> JsonResponse:
    """Suggestions for the look-up box. The audit keeps how was searched and how many came, never the text."""
    scope = request.scope  # type: ignore[attr-defined]
    with transaction.atomic():
        answer = queries.look_up(scope, request.POST.get("text", "")[:60], clock.today().year)
        record_search(answer, by=scope.actor)
    return JsonResponse({"items": [_person(each) for each in answer.people], "more": answer.more})


@door("register")
@require_POST
def id_number(request: HttpRequest) -> JsonResponse:
    """What a document number tells: faults, or birth, sex, age and region."""
    check = identity.check_id(
        request.POST.get("id_kind", ""), request.POST.get("id_number", "")[:60], clock.today()
    )
    told = _(check.error_id) % check.params if check.error_id else ""
    hint = _(check.hint_id) % check.params if check.hint_id else ""
    born = check.birth.isoformat() if check.birth else ""
    age = _age(check.birth, clock.today()) if check.birth else None
    found = {"birth": born, "sex": check.sex, "age": age, "region": check.region}
    return JsonResponse({"ok": check.ok, "error": told, "hint": hint, **found})


@door("register")
@require_POST
def classes(request: HttpRequest) -> JsonResponse:
    """Suggestions for the content class."""
    found = classes_found.suggest(request.POST.get("text", ""))
    items = [{"id": node.id, "text": node.name, "note": node.path, "value": node.path} for node in found]
    return JsonResponse({"items": items, "more": False})


def record_search(answer: queries.Answer, *, by: Actor) -> None:
    """One row for each look-up of people (个人信息保护法 51, 54): how was looked and how many came."""
    after = {"kind": answer.kind, "found": len(answer.people)}
    record(Record("people.searched", "people", None, after=after), by=by, at=clock.now())


def _person(each: queries.Known) -> dict[str, Any]:
    card = each.card
    return {
        "id": card.person_id,
        "text": card.name,
        "note": " ".join(part for part in (card.phone, card.id_number, card.address) if part),
        "end": _("%(n)d 件") % {"n": each.count},
        "fields": {
            "name": card.name, "sex": card.sex, "id_kind": card.id_kind, "id_number": card.id_number,
            "phone": card.phone, "address": card.address,
        },
    }  # fmt: skip


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
