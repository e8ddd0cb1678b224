"""What a page that asks for one act shares: do what the form says, or say why not, at fields or on a page."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.queries import Choice

__all__ = ["ChoiceOfUnits", "done", "not_now", "of_unit", "paging"]


class ChoiceOfUnits(forms.TypedMultipleChoiceField):
    """Several units of the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **options)


def of_unit(units: Sequence[Choice]) -> forms.TypedChoiceField:
    """Whose it is, of the units in which the actor may do it; asked only where there are several."""
    return forms.TypedChoiceField(
        label=_("是哪个单位的"),
        choices=[(unit.id, unit.name) for unit in units],
        coerce=int,
        required=len(units) > 1,
        empty_value=units[0].id if units else 0,  # type: ignore[arg-type] # any value, as `coerce` gives
        widget=forms.RadioSelect,
        error_messages={"required": _("您在几个单位都有这个权限，请选一个。")},
    )


def done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], told: str) -> bool:
    """Do what a valid form asks for and say so; what is refused stands at the fields, and nothing is done.

    A refusal at a field that the form does not show stands on top of it.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    messages.success(request, told)
    return True


def paging(request: HttpRequest) -> dict[str, str]:
    """Which page of a list the address asks for (kernel.keyset)."""
    return {name: request.GET.get(name, "") for name in ("newer", "older")}


def not_now(request: HttpRequest, why: str, back: str, form: forms.BaseForm | None = None) -> HttpResponse:
    """The page for what the actor may do at another time: 409, why, and what had been typed.

    Whoever may never do it gets a 404: absent and forbidden look the same.
    """
    context = {"why": why, "back": back, "act_form": form or ()}
    return render(request, "workbench/not_now.html", context, status=409)
