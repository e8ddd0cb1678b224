"""Recording a call-back on a case."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.satisfaction import actions
from xinfang.casework.satisfaction.actions.calling_back import Called
from xinfang.casework.satisfaction.choices import OUTCOMES, SAID, WAYS
from xinfang.faces.workbench.case.afterwards import may_call_back
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["call_back"]

MOMENT = "%Y-%m-%dT%H:%M"


class CallBackForm(forms.Form):
    """By whom, when, how, whether somebody was reached, what was said, what follows."""

    use_required_attribute = False
    called_at = forms.DateTimeField(
        label=_("回访时间"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, MOMENT),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        error_messages={
            "required": _("请填写回访的时间。"),
            "invalid": _("时间应写成 2026-10-15 09:30 这样。"),
        },
    )
    caller = forms.CharField(label=_("回访人"), required=False, max_length=120)
    way = forms.ChoiceField(label=_("方式"), choices=WAYS, required=False)
    reached = forms.TypedChoiceField(
        label=_("联系上了吗"),
        choices=[("1", _("联系上了")), ("0", _("没有联系上"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
        error_messages={"required": _("请选联系上了没有。")},
    )
    said = forms.ChoiceField(label=_("信访人怎么说"), choices=[("", _("请选择")), *SAID], required=False)
    words = forms.CharField(
        label=_("说了什么"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(label=_("接下来"), choices=[("", _("请选择")), *OUTCOMES], required=False)


@door("see_matters")
def call_back(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, then record. It is no rating: only petitioners rate."""
    found = load(request, number)
    scope = request.scope  # type: ignore[attr-defined]
    if not may_call_back(scope, found):
        raise Http404
    now = timezone.localtime(clock.now())
    form = CallBackForm(request.POST or None, initial={"called_at": now, "caller": scope.actor.label})
    if form.is_valid() and _recorded(form, found.matter.pk, request):
        messages.success(request, _t("回访已登记。"))
        return redirect("workbench:matter", number=number)
    context = case_context(request, found) | {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/satisfaction/callback.html", context)


def _recorded(form: CallBackForm, matter_id: int, request: HttpRequest) -> bool:
    said: dict[str, Any] = form.cleaned_data
    by = request.scope.actor  # type: ignore[attr-defined]
    try:
        actions.call_back(matter_id=matter_id, called=Called(**said), by=by, at=clock.now())
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
