"""What a page that asks for one act shares: do what the form says, or say why not, at fields or on a page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.kernel.errors import Refusal

__all__ = ["ChoiceOfUnits", "done", "not_now", "turned"]


class ChoiceOfUnits(forms.TypedMultipleChoiceField):
    """Several units of the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **options)


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


def turned(request: HttpRequest, list_: str = "") -> dict[str, str]:
    """Where a list is turned to by the address; `list_`: which one, on a page that has several."""
    return {name: request.GET.get(f"{list_}{name}", "") for name in ("newer", "older")}


def not_now(request: HttpRequest, why: str, back: str, form: forms.BaseForm | None = None) -> HttpResponse:
    """The page for what the actor may do at another time: 409, why, and what had been typed.

    Whoever may never do it gets a 404: absent and forbidden look the same.
    """
    context = {"why": why, "back": back, "act_form": form or ()}
    return render(request, "workbench/not_now.html", context, status=409)
