"""Items: the list, one being written, what the head does with it, receipt and feedback, the sealed paper."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.actions import ItemEntry
from xinfang.casework.bulletins.queries import Item
from xinfang.faces.workbench.asking import attempt, not_now
from xinfang.faces.workbench.bulletins.forms import ItemForm
from xinfang.faces.workbench.bulletins.item_page import item_page, load_item, stands, to_mend
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["act", "edit", "item", "items", "new", "paper", "sign"]

FORM = "workbench/bulletins/item_form.html"
Act = Callable[[int, int, str, Actor, datetime], object]


@require_safe
@door("see_information")
def items(request: HttpRequest) -> HttpResponse:
    """What is being written, and what went up under which number."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {"items": queries.items(scope), "may_edit": bool(queries.writing_unit(scope))}
    return render(request, "workbench/bulletins/items.html", context)


@require_safe
@door("see_information")
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item as it stands, with what it was made of, and the step that is next."""
    return item_page(request, load_item(request, pk))


@door("edit_items")
def new(request: HttpRequest) -> HttpResponse:
    """Begin an item, from the reports chosen or from nothing."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not (unit := queries.writing_unit(scope)):
        messages.error(request, _("报送上级的信息由信访局编写；本单位收到的，请选中以后归并上报。"))
        return redirect("workbench:bulletins")
    chosen = [int(pk) for pk in request.GET.getlist("report") if pk.isascii() and pk.isdigit()]
    found = queries.to_merge(scope, chosen[:50])
    body = "\n".join(f"{each.from_unit}：{each.what}" for each in found)
    initial = {"addressee": _("市信访局"), "body": body, "urgent": any(each.urgent for each in found)}
    form = ItemForm(request.POST or None, day=clock.today(), initial=initial)
    if form.is_valid():
        entry, key = ItemEntry(**form.said()), form.cleaned_data["form_key"]
        ids, by, at = [each.pk for each in found], scope.actor, clock.now()
        made = attempt(
            form,
            lambda: actions.draft_item(entry=entry, report_ids=ids, unit_id=unit, form_key=key, by=by, at=at),
        )
        if made:
            return redirect("workbench:bulletins_item", pk=made.pk)
    return render(request, FORM, {"form": form, "form_has_errors": bool(form.errors), "found": found})


@door("edit_items")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is not handed in."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = load_item(request, pk)
    if not queries.may_edit(scope, found.unit_id):
        raise Http404
    form = _stands_in(found, request.POST or None)
    if found.state not in ("draft", "returned"):
        return not_now(request, stands(found), reverse("workbench:bulletins_item", args=[pk]), form)
    if form.is_valid():
        entry, by, at, seen = ItemEntry(**form.said()), scope.actor, clock.now(), _seen(request)
        if attempt(form, lambda: actions.save_item(item_id=pk, entry=entry, by=by, at=at, revision=seen)):
            messages.success(request, _("已保存。"))
            return redirect("workbench:bulletins_item", pk=pk)
    return render(request, FORM, {"form": form, "form_has_errors": bool(form.errors), "item": found})


def _seen(request: HttpRequest) -> int:
    """Which text its reader had before the eyes; none that there is, when the form does not say."""
    told = request.POST.get("revision", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1


def _stands_in(found: Item, data: Any) -> ItemForm:
    columns = ("kind", "addressee", "title", "body", "advice", "urgent", "form_key", "revision")
    initial = {name: getattr(found, name) for name in columns} | {"topic": str(found.topic_id or "")}
    return ItemForm(data, day=clock.today(), initial=initial)


def _submit(pk: int, seen: int, text: str, by: Actor, at: datetime) -> None:
    actions.submit_item(item_id=pk, by=by, at=at, revision=seen)


def _discard(pk: int, seen: int, text: str, by: Actor, at: datetime) -> None:
    actions.discard_item(item_id=pk, by=by, at=at)


def _send(pk: int, seen: int, text: str, by: Actor, at: datetime) -> None:
    actions.send_item(item_id=pk, by=by, at=at, revision=seen)


def _send_on_paper(pk: int, seen: int, text: str, by: Actor, at: datetime) -> None:
    actions.send_item(item_id=pk, by=by, at=at, on_paper=True, revision=seen)


def _send_back(pk: int, seen: int, text: str, by: Actor, at: datetime) -> None:
    actions.send_back_item(item_id=pk, reason=text, by=by, at=at)


WRITERS: dict[str, tuple[Act, Promise | str]] = {
    "submit": (_submit, gettext_lazy("已送审，等负责人签发。")),
    "discard": (_discard, gettext_lazy("不再编发；用到的信息退回待审核。")),
}
SIGNERS: dict[str, tuple[Act, Promise | str]] = {
    "send": (_send, gettext_lazy("已签发、编号并报送。")),
    "send_on_paper": (_send_on_paper, gettext_lazy("已签发、编号；请打印、盖章后送出，再登记送出。")),
    "send_back": (_send_back, gettext_lazy("已退回修改。")),
}


@require_POST
@door("edit_items")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in, or give up."""
    found = load_item(request, pk)
    may = queries.may_edit(request.scope, found.unit_id)  # type: ignore[attr-defined]
    waits = ("submitted",) if request.POST.get("do") == "discard" else ()
    return _run(request, found, WRITERS, ("draft", "returned", *waits), may=may)


@require_POST
@door("approve")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign and send, or send back."""
    found = load_item(request, pk)
    scope: Scope = request.scope  # type: ignore[attr-defined]
    back = request.POST.get("do") == "send_back" and queries.may_send_back(scope, found)
    may = back or queries.signs(scope, found)
    return _run(request, found, SIGNERS, ("submitted",), may=may)


def _run(
    request: HttpRequest,
    found: Item,
    buttons: dict[str, tuple[Act, Promise | str]],
    states: tuple[str, ...],
    *,
    may: bool,
) -> HttpResponse:
    chosen = buttons.get(request.POST.get("do", ""))
    if chosen is None or not may:
        raise Http404
    form, back = to_mend(request.POST), reverse("workbench:bulletins_item", args=[found.pk])
    if found.state not in states:
        return not_now(request, stands(found), back, form)
    (call, sentence), by = chosen, request.scope.actor  # type: ignore[attr-defined]
    text = form.cleaned_data["reason"] if form.is_valid() else ""
    if not form.errors and attempt(form, lambda: call(found.pk, _seen(request), text, by, clock.now())):
        messages.success(request, str(sentence))
        return redirect(back)
    return item_page(request, found, back_form=form)


@require_safe
@door("see_information")
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The item, PDF: as it was sealed, or printed anew in the sealed words when it goes on paper."""
    found = load_item(request, pk)
    try:
        data = queries.sealed(found)
    except Refusal as refused:  # one on paper is printed now, and no fonts may be there
        return not_now(request, str(refused), reverse("workbench:bulletins_item", args=[pk]))
    if data is None:
        raise Http404
    name = content_disposition_header(as_attachment=True, filename=f"{found.number}.pdf") or "attachment"
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": name})
