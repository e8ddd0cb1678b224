"""Seeing the people in full: for a reason, on this page view only, on record."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions import actions
from xinfang.engines.masking import mask_text
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["people"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("查看理由"), required=False, max_length=200)

    def clean_reason(self) -> str:
        """The reason goes into the audit as written, so it may hold nobody's numbers."""
        reason: str = self.cleaned_data["reason"]
        if mask_text(reason) != reason:
            raise forms.ValidationError(_("理由里不要写证件号或电话号码，审计员会看到它。"))
        return reason


@door("reveal_people")
def people(request: HttpRequest, number: str) -> HttpResponse:
    """GET asks for the reason; POST shows the page once with the people in full. Nothing is remembered."""
    found = load(request, number, "reveal_people")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    revealed = None
    if form.is_bound and form.is_valid():
        try:
            revealed = actions.reveal(
                matter=found.matter,
                reason=form.cleaned_data["reason"],
                by=request.scope.actor,  # type: ignore[attr-defined]
                at=clock.now(),
            )
        except Refusal as refusal:
            for field, sentences in refusal.by_field().items():
                form.add_error(field or None, sentences)
    context = case_context(request, found) | {
        "reason_form": form,
        "revealed": revealed,
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/case/case.html", context)
