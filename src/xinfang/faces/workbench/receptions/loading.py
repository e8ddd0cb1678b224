"""Plans, days and arrivals in the actor's scope; whether others exist is not told."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest

from xinfang.casework.receptions import queries
from xinfang.casework.receptions.queries import Arrival, ReceptionDay, ReceptionPlan
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["arrival_of", "day_of", "done", "holds", "plan_of"]


def plan_of(request: HttpRequest, pk: int) -> ReceptionPlan:
    """A plan in scope."""
    return _there(queries.plan_in(request.scope, pk))  # type: ignore[attr-defined]


def day_of(request: HttpRequest, pk: int) -> ReceptionDay:
    """A day in scope."""
    return _there(queries.day_in(request.scope, pk))  # type: ignore[attr-defined]


def arrival_of(request: HttpRequest, pk: int) -> Arrival:
    """An arrival of a day in scope."""
    return _there(queries.arrival_in(request.scope, pk))  # type: ignore[attr-defined]


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def holds(scope: Scope, permission: str, unit_id: int) -> bool:
    """Whether the actor holds a right in the unit whose reception it is."""
    return scope.holds(permission, unit_id)


def done(request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], str]) -> bool:
    """Do it with a valid form and say so; or put what is wrong at its field, and on top what has none."""
    if not form.is_valid():
        return False
    try:
        messages.success(request, do(form.cleaned_data))
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
