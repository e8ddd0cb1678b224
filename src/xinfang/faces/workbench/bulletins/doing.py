"""Running one action that has no form; what a refusal says is told on the next page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from xinfang.kernel.errors import Refusal

__all__ = ["KEY", "told"]

KEY = {"widget": forms.HiddenInput}


def told(request: HttpRequest, call: Callable[[], Any], sentence: str) -> bool:
    """Run an action that has no form; the sentence or the refusal is told on the next page."""
    try:
        call()
    except Refusal as refusal:
        messages.error(request, "\n".join(str(problem.sentence) for problem in refusal.problems))
        return False
    messages.success(request, sentence)
    return True
