"""Running one action for a form; what a refusal says stands at its field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from xinfang.kernel.errors import Refusal

__all__ = ["KEY", "done", "told"]

KEY = {"widget": forms.HiddenInput}


def done(form: forms.Form, call: Callable[[], Any]) -> Any:
    """What the action returns (True when nothing), or None with the refusal in the form."""
    try:
        answer = call()
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return None
    return True if answer is None else answer


def told(request: HttpRequest, call: Callable[[], Any], sentence: str) -> bool:
    """Run an action that has no form; the sentence or the refusal is told on the next page."""
    try:
        call()
    except Refusal as refusal:
        messages.error(request, "\n".join(str(problem.sentence) for problem in refusal.problems))
        return False
    messages.success(request, sentence)
    return True
