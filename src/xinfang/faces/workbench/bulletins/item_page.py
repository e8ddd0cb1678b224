"""One item as a page: as it stands, or with what was typed and refused."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xinfang.casework.bulletins import queries
from xinfang.casework.bulletins.queries import Item
from xinfang.faces.workbench.bulletins.forms import DispatchForm, FeedbackForm, ReasonForm, ReceiptForm
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["item_page", "load_item", "stands", "to_mend"]


def load_item(request: HttpRequest, pk: int) -> Item:
    """The item in sight; whether it exists outside is not told."""
    found = queries.item_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def to_mend(data: Any = None) -> ReasonForm:
    """What the head writes when an item is sent back."""
    return ReasonForm(data, label=_("退回的，写明怎样修改"))


def stands(found: Item) -> str:
    """Why a button does not do any more."""
    told = _("这条信息现在是“%(state)s”，不能这样办。请刷新后看。")
    return told % {"state": found.get_state_display()}


def item_page(request: HttpRequest, found: Item, **wrong: forms.Form) -> HttpResponse:
    """The page; `wrong`: forms that were refused, by their name in the template."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    context: dict[str, Any] = {
        "item": found,
        "reports": found.reports.select_related("from_unit").order_by("pk"),
        "may_edit": queries.may_edit(scope, found.unit_id),
        "may_sign": queries.may_sign(scope, found),
        "may_send_back": queries.may_send_back(scope, found),
        "may_give_up": queries.may_give_up(scope, found),
        "below": found.unit.depth > 1 and found.open,
        "writing": found.state in ("draft", "returned"),
        "dispatch_form": DispatchForm(initial={"dispatched_on": today}),
        "receipt_form": ReceiptForm(initial={"received_on": today}),
        "feedback_form": FeedbackForm(initial={"answered_on": today}),
        "back_form": to_mend(),
    }
    context |= {**wrong, "form_has_errors": bool(wrong)}
    return render(request, "workbench/bulletins/item.html", context)
