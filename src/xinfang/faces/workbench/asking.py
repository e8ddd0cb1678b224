"""What a page that asks for one act shares: do what the form says, or say why not, at fields or on a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.queries import Choice

__all__ = ["ChoiceOfUnits", "attempt", "done", "kept", "not_now", "of_unit", "pressed", "refused_as"]
__all__ += ["refused_now", "turned"]


class Turned(TypedDict):
    """The cursors of a list, as its query takes them."""

    newer: str
    older: str


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


def attempt(form: forms.Form, call: Callable[[], Any], names: Mapping[str, str] | None = None) -> Any:
    """What the action returns (True when nothing), or None with the refusal in the form.

    A refusal at a field that the form does not show stands on top of it. `names`: what the action calls a
    field -> what the form calls it, where they differ.
    """
    try:
        answer = call()
    except Refusal as refusal:
        for told, sentences in refusal.by_field().items():
            field = (names or {}).get(told, told)
            form.add_error(field if field in form.fields else None, sentences)
        return None
    return True if answer is None else answer


def done(
    request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], told: str = ""
) -> bool:
    """Do what a valid form asks for and say so: `told`, or what the act returns. What is refused stands in
    the form, and nothing is done."""
    answer = attempt(form, lambda: act(form.cleaned_data)) if form.is_valid() else None
    if answer is None:
        return False
    messages.success(request, told or answer)
    return True


def pressed(request: HttpRequest, call: Callable[[], object], told: str) -> bool:
    """The same for a button that asks nothing: there is no form to stand in, so that the next page says what
    was refused."""
    try:
        call()
    except Refusal as refusal:
        messages.error(request, "\n".join(str(problem.sentence) for problem in refusal.problems))
        return False
    messages.success(request, told)
    return True


def turned(request: HttpRequest, list_: str = "") -> Turned:
    """Where a list is turned to by the address; `list_`: which one, on a page that has several."""
    return Turned(
        newer=request.GET.get(f"{list_}newer", ""),
        older=request.GET.get(f"{list_}older", ""),
    )


def kept(request: HttpRequest, *lists: str) -> str:
    """Where lists are turned to, for the addresses of another list on the same page."""
    sides = ((f"{each}{side}", cursor) for each in lists for side, cursor in turned(request, each).items())
    return urlencode([(side, cursor) for side, cursor in sides if cursor])


def not_now(request: HttpRequest, why: str, back: str, form: forms.BaseForm | None = None) -> HttpResponse:
    """The page for what the actor may do at another time: 409, why, and what had been typed.

    Whoever may never do it gets a 404: absent and forbidden look the same.
    """
    context = {"why": why, "back": back, "act_form": form or ()}
    return render(request, "workbench/not_now.html", context, status=409)


def refused_as(form: forms.BaseForm) -> int:
    """409 when the state of things refuses what was rightly filled in, 422 when a field is wrong."""
    return 409 if set(form.errors) == {NON_FIELD_ERRORS} else 422


def refused_now(request: HttpRequest, form: forms.Form, back: str) -> HttpResponse | None:
    """The same for a form that was rightly filled in and that the state of things refuses; None when it is a
    field that is wrong."""
    if refused_as(form) != 409:
        return None
    return not_now(request, " ".join(str(each) for each in form.non_field_errors()), back, form)
