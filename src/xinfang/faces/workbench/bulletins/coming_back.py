"""What becomes of an item that is signed: the paper leaves, its receipt comes back, later feedback."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.bulletins import actions, queries
from xinfang.faces.workbench.asking import attempt, not_now
from xinfang.faces.workbench.bulletins.forms import DispatchForm, FeedbackForm, ReceiptForm
from xinfang.faces.workbench.bulletins.item_page import item_page, load_item, stands
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door

__all__ = ["dispatch", "feedback", "receipt"]

# Under which name the page knows each form.
NAMES: dict[type[forms.Form], str] = {
    DispatchForm: "dispatch_form",
    ReceiptForm: "receipt_form",
    FeedbackForm: "feedback_form",
}


@require_POST
@door("edit_items")
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper has left."""
    form = DispatchForm(request.POST)
    return _recorded(request, pk, "sent", form, actions.record_dispatch, _("已登记送出。"))


@require_POST
@door("edit_items")
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The higher office has it."""
    form = ReceiptForm(request.POST)
    return _recorded(request, pk, "sent", form, actions.record_receipt, _("已登记上级签收。"))


@require_POST
@door("edit_items")
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of it."""
    form, said = FeedbackForm(request.POST), _("已登记上级的反馈，各级都看得到。")
    return _recorded(request, pk, "received", form, actions.record_feedback, said)


def _recorded(
    request: HttpRequest, pk: int, state: str, form: forms.Form, act: Any, sentence: str
) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    found = load_item(request, pk)
    if not queries.may_edit(scope, found.unit_id):
        raise Http404
    if found.state != state or (isinstance(form, DispatchForm) and not found.awaits_dispatch):
        return not_now(request, stands(found), reverse("workbench:bulletins_item", args=[pk]), form)
    by, at = scope.actor, clock.now()
    if form.is_valid() and attempt(form, lambda: act(item_id=pk, by=by, at=at, **form.cleaned_data)):
        messages.success(request, sentence)
        return redirect("workbench:bulletins_item", pk=pk)
    return item_page(request, found, **{NAMES[type(form)]: form})
