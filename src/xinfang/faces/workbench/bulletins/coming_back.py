"""What comes back from the higher office: its receipt, later its feedback."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xinfang.casework.bulletins import actions, queries
from xinfang.faces.workbench.bulletins.doing import told
from xinfang.faces.workbench.bulletins.forms import asked, day_field, text_field
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["FeedbackForm", "ReceiptForm", "feedback", "receipt"]


class ReceiptForm(forms.Form):
    """When it was received there, and by whom or under which number."""

    use_required_attribute = False
    received_on = day_field(_("上级收到的日期"))
    receipt = asked(forms.CharField(label=_("签收人或者收文号"), max_length=120))


class FeedbackForm(forms.Form):
    """When they answered, and what."""

    use_required_attribute = False
    answered_on = day_field(_("反馈日期"))
    feedback = asked(text_field(_("上级的反馈"), 3))


@require_POST
@door("edit_items")
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The higher office has it."""
    return _recorded(request, pk, ReceiptForm(request.POST), actions.record_receipt, _t("已登记上级签收。"))


@require_POST
@door("edit_items")
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of it."""
    form = FeedbackForm(request.POST)
    return _recorded(request, pk, form, actions.record_feedback, _t("已登记上级的反馈，各级都看得到。"))


def _recorded(request: HttpRequest, pk: int, form: forms.Form, act: Any, sentence: str) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    found = queries.item_in(scope, pk)
    if found is None or not queries.may_edit(scope, found.unit_id):
        raise Http404
    if form.is_valid():
        said, by, at = form.cleaned_data, scope.actor, clock.now()
        told(request, lambda: act(item_id=pk, by=by, at=at, **said), sentence)
    else:
        told(request, lambda: _refuse(form), sentence)
    return redirect("workbench:bulletins_item", pk=pk)


def _refuse(form: forms.Form) -> None:
    raise Refusal(" ".join(str(error) for errors in form.errors.values() for error in errors))
