"""The clerk's page: one form, saved by one post, empty again after it."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinfang.casework.intake import actions, queries
from xinfang.casework.intake.arrivals import Registered
from xinfang.casework.intake.channels import CELLS, Cell
from xinfang.casework.intake.known import known
from xinfang.faces.workbench.register.arriving import Reading, problems_of, read, show_problems, ticked
from xinfang.faces.workbench.register.forms import ArrivalForm
from xinfang.faces.workbench.register.panel import panel, receipt_shown
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["register"]

FIRST = "letter"
KEEP = "register_keep"  # session: what the next of a pile of letters has in common with the last


@door("register")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, cell: str = FIRST) -> HttpResponse:
    """The form of a channel, empty, from a draft, or as posted."""
    if cell not in CELLS:
        raise Http404
    return _posted(request, CELLS[cell]) if request.method == "POST" else _opened(request, CELLS[cell])


def _opened(request: HttpRequest, cell: Cell) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = ArrivalForm(initial=_initial(request, scope, cell), cell=cell, may_route=scope.may("route"))
    reading = None
    if form.initial.get("title") or form.initial.get("name"):  # a draft: its panel is as for a posted form
        given = {name: value for name, value in form.initial.items() if value not in (None, False)}
        reading = read(ArrivalForm(given, cell=cell, may_route=scope.may("route")), scope)
    return _page(request, cell, form, reading)


def _initial(request: HttpRequest, scope: Scope, cell: Cell) -> dict[str, Any]:
    now = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    kept = request.session.pop(KEEP, None) or {}
    fresh = {"form_key": uuid4(), "revision": 0, "received_at": now, "raising_kind": "first", **kept}
    found = queries.draft(scope.actor, key) if (key := _uuid(request.GET.get("draft", ""))) else None
    if found is None or found.cell != cell.key:
        return fresh
    return {**found.fields, "form_key": found.form_key, "revision": found.revision}


def _posted(request: HttpRequest, cell: Cell) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    data = request.POST.copy()
    act, _colon, chosen = data.get("act", "save").partition(":")
    if act in ("repeat", "joined", "aside", "first"):  # the panel's buttons, without JavaScript
        _choose(data, act, chosen)
    form = ArrivalForm(data, cell=cell, may_route=scope.may("route"))
    reading = read(form, scope, ticked(request.POST))
    if act not in ("save", "next"):
        return _page(request, cell, _unjudged(form, data), reading, looked=_looked(scope, data, act))
    if form.errors:
        show_problems(form, reading, problems_of(reading))
        return _page(request, cell, form, reading, status=422)
    try:
        number = _register(request, reading, scope)
    except Refusal as refusal:
        show_problems(form, reading, list(refusal.problems))
        status = 409 if known([reading.arrival.form_key]) else 422
        return _page(request, cell, form, reading, status=status)
    if act == "next":
        request.session[KEEP] = {name: data.get(name, "") for name in ("received_at", "addressee")}
    return redirect(f"{reverse('workbench:register_cell', args=[cell.key])}?receipt={number}")


def _register(request: HttpRequest, reading: Reading, scope: Scope) -> str:
    by, at = scope.actor, clock.now()
    files = [(file.name or "", file.file) for file in request.FILES.getlist("files") if file.file]
    with transaction.atomic():
        told = actions.register(reading.arrival, unit_id=_unit(scope), by=by, at=at)
        if files and isinstance(told, Registered):  # not for the same form posted again
            actions.attach_files(told.petition_id, files=files, by=by, at=at)
    return told.number


def _page(
    request: HttpRequest,
    cell: Cell,
    form: ArrivalForm,
    reading: Reading | None,
    *,
    status: int = 200,
    looked: queries.Answer | None = None,
) -> HttpResponse:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "cells": CELLS.values(),
        "cell": cell,
        "form": form,
        "panel": panel(form, reading, scope),
        "rows": reading.rows if reading else (),
        "looked": looked,
        "receipt": receipt_shown(scope, request.GET.get("receipt", "")),
        "drafts": _drafts(scope, form),
        "files_again": bool(request.FILES) and status != 200,
        "form_has_errors": status != 200,
    }
    return render(request, "workbench/register/register.html", context, status=status)


def _drafts(scope: Scope, form: ArrivalForm) -> list[tuple[queries.DraftLine, str]]:
    """The clerk's other drafts, each with the name of its channel."""
    here = str(form["form_key"].value())
    return [
        (each, str(CELLS[each.cell].name))
        for each in queries.drafts(scope.actor)
        if str(each.form_key) != here
    ]


def _choose(data: Any, act: str, chosen: str) -> None:
    if act == "aside":
        data["put_aside"] = ",".join(filter(None, [data.get("put_aside", ""), chosen]))
    else:
        data["repeats_matter_id"], data["raising_kind"] = (chosen if act != "first" else ""), act


def _looked(scope: Scope, data: Any, act: str) -> queries.Answer | None:
    if act != "look":
        return None
    return queries.look_up(scope, data.get("name", "")[:60], clock.today().year)


def _unjudged(form: ArrivalForm, data: Any) -> ArrivalForm:
    """The same fields without their errors: looking something up is not saving."""
    given = {name: data.get(name) for name in form.fields if name in data}
    return ArrivalForm(initial=given, cell=form.cell, may_route="to_unit_id" in form.fields)


def _unit(scope: Scope) -> int:
    """Where a clerk registers: the first posting's unit if it may, else the first unit that may."""
    unit = acting_unit(scope, "register")
    if not unit:
        raise Refusal(_("您的账号没有任职单位，请管理员先安排。"))
    return unit


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
