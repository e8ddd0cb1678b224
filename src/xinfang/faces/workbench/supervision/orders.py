"""Orders: the lists, one order with its steps, a new one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.desks.papers import documents_of
from xinfang.casework.receptions.queries import instructions_of_order
from xinfang.casework.supervision import actions, queries
from xinfang.casework.supervision.queries import Order
from xinfang.faces.workbench.asking import done, not_now
from xinfang.faces.workbench.case.files import note_download
from xinfang.faces.workbench.case.loading import case_context
from xinfang.faces.workbench.case.loading import load as load_case
from xinfang.faces.workbench.papers.loading import handed_out
from xinfang.faces.workbench.supervision.forms import STEPS, OrderForm, StepForm
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents.queries import open_file
from xinfang.registers.organisations.queries import names_on
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["file", "give", "order", "orders", "step"]


@require_safe
@door("see_matters")
def orders(request: HttpRequest) -> HttpResponse:
    """Waiting for the unit, waiting to be checked, ended."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    asked = request.GET.get("list", "")
    on = asked if asked in queries.GROUPS else "running"
    newer, older = (request.GET.get(name, "") for name in ("newer", "older"))
    page = queries.orders(scope, on, clock.today(), newer=newer, older=older)
    tabs = [(key, label, page.counts[key], key == on) for key, (label, _s) in queries.GROUPS.items()]
    context = {"page": page, "tabs": tabs, "on": on, "may_supervise": scope.may("supervise")}
    return render(request, "workbench/supervision/orders.html", context)


@require_safe
@door("see_matters")
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found and asked, what happened since, and what may be done now."""
    return render(request, "workbench/supervision/order.html", _context(request, _load(request, pk)))


@require_POST
@door("see_matters")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step: reply, accept, return, press, withdraw; by whoever may."""
    found = _load(request, pk)
    if name not in STEPS or not queries.takes_steps(request.scope, found, name):  # type: ignore[attr-defined]
        raise Http404
    form = STEPS[name][0](request.POST, request.FILES)
    if name not in _allowed(request, found):
        why = _("这件督办现在是“%(state)s”，不能这样办。") % {"state": found.get_state_display()}
        return not_now(request, why, reverse("workbench:supervision_order", args=[pk]), form)
    by = request.scope.actor  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> None:
        if file := data.get("file"):
            data["file_name"] = file.name
        ACTS[name](order_id=pk, by=by, at=clock.now(), **data)

    if done(request, form, act, _said(request, name)):
        return redirect("workbench:supervision_order", pk)
    return render(request, "workbench/supervision/order.html", _context(request, found, form))


@require_safe
@door("see_matters")
def file(request: HttpRequest, pk: int, step_id: int) -> HttpResponseBase:
    """The file of a reply, for whoever sees the order; opening it is on record."""
    found = _load(request, pk)
    stored = queries.file_of(found, step_id)
    if stored is None:
        raise Http404
    try:
        found_file = open_file(stored.pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:supervision_order", pk)
    note_download(request, found.matter_id, found.matter.number, stored.pk)
    return handed_out(found_file.data, found_file.name, found_file.media_type)


@door("see_matters")
def give(request: HttpRequest, number: str) -> HttpResponse:
    """A new order on a matter."""
    case = load_case(request, number, "supervise")
    if not queries.may_order(request.scope, case.matter):  # type: ignore[attr-defined]
        raise Http404
    names, today = names_on(clock.today()), clock.today()
    near = [pk for pk in (case.matter.unit_id, *case.matter.other_units) if pk]
    form = OrderForm(request.POST or None, case.matter.unit_id, {pk: names[pk] for pk in near}, today)
    made: list[int] = []

    def act(data: dict[str, Any]) -> str:
        told = {"unit_id": data.pop("unit"), "partner_ids": tuple(data.pop("partners")), **data}
        by = request.scope.actor  # type: ignore[attr-defined]
        ordered = actions.Ordered(**told)
        made.append(actions.order(matter_id=case.matter.pk, ordered=ordered, by=by, at=clock.now()))
        return _("督办函已起草，签发、用印以后才生效。") if ordered.means == "document" else _("已发出督办。")

    if done(request, form, act):
        return redirect("workbench:supervision_order", made[0])
    context = case_context(request, case) | {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/supervision/give.html", context)


ACTS: dict[str, Callable[..., object]] = {
    "reply": actions.reply,
    "accept": actions.accept,
    "return": actions.send_back,
    "press": actions.press,
    "withdraw": actions.withdraw,
}


# What is said of a step that was taken; a pressing by its kind.
SAID: dict[str, Promise | str] = {
    "reply": gettext_lazy("回复已提交，等信访部门审核。"),
    "accept": gettext_lazy("回复已审核通过，督办销号；没有别的暂缓，事项可以办结了。"),
    "return": gettext_lazy("回复已退回，承办单位会收到通知。"),
    "urge": gettext_lazy("催办已登记，承办单位会收到通知。"),
    "interview": gettext_lazy("约谈已登记。"),
    "on_site": gettext_lazy("实地督办已登记。"),
    "joint": gettext_lazy("联合督办已登记。"),
    "withdraw": gettext_lazy("督办已撤回。"),
}


def _said(request: HttpRequest, name: str) -> str:
    return str(SAID.get(request.POST.get("kind", "") if name == "press" else name, ""))


def _load(request: HttpRequest, pk: int) -> Order:
    """The order in the actor's scope; whether it exists outside is not told."""
    found = queries.order_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_reading([found.matter], by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
    return found


def _allowed(request: HttpRequest, found: Order) -> list[str]:
    """The steps that the actor may take now, in the order of the page."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    steps = ["reply"] if queries.may_reply(scope, found) else []
    if queries.may_supervise(scope, found.matter):
        if found.means == "instructed":  # the answer is read, and sent back, where the instruction is
            return ["press", "withdraw"] if found.closed_at is None else []
        steps += {
            "answered": ["accept", "return", "withdraw"],
            "running": ["press", "withdraw"],
            "drafted": ["withdraw"],
        }.get(found.state, [])
    return steps


def _context(request: HttpRequest, found: Order, wrong: StepForm | None = None) -> dict[str, Any]:
    today: date = clock.today()
    forms = {name: STEPS[name][0]() for name in _allowed(request, found)}
    if wrong is not None:
        forms[wrong.key] = wrong
    names = names_on(today)
    papers = documents_of(request.scope, found.matter_id, today)  # type: ignore[attr-defined]
    return {
        "order": found,
        "matter": found.matter,
        "instructions": instructions_of_order(request.scope, found.pk),  # type: ignore[attr-defined]
        "opens_matter": queries.opens_matter(request.scope, found),  # type: ignore[attr-defined]
        "steps": queries.steps_of(found),
        "withdrawn_on": queries.withdrawn_on(found),
        "late_days": max(0, (today - found.due_on).days) if found.state == "running" else 0,
        "partners": [names[pk] for pk in found.partners if pk in names],
        "letter": next((each for each in papers if each.pk == found.document_id), None),
        "forms": [(name, form, STEPS[name][1]) for name, form in forms.items()],
        "form_has_errors": wrong is not None,
    }
