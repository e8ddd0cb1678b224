"""Which page an address belongs to: one that is only posted to is behind a button of another page."""

import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

__all__ = ["page_at", "page_here"]


def page_at(path: str) -> str:
    """The nearest page at or above a path that may be opened: `/days/9/arrive/` -> `/days/9/`; "/" when none.

    A form that was refused is shown under the address to which it was sent. Whoever is sent back there later
    (another language, a new sign-in, something undone) opens the page that the form stands on.
    """
    while path.strip("/"):
        if _opens(path):
            return path
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return "/"


def page_here(request: HttpRequest) -> str:
    """Where somebody who looks at this page comes back to it, with what the address asked for."""
    return request.get_full_path() if _opens(request.path) else page_at(request.path)


def _opens(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return "GET" in _methods(view)


def _methods(view: Callable[..., Any]) -> list[str]:
    """What `require_POST` and its like let through; they keep it to themselves, each around the next."""
    layer: Any = view
    while layer is not None:
        kept = inspect.getclosurevars(layer).nonlocals if inspect.isfunction(layer) else {}
        if isinstance(found := kept.get("request_method_list"), list):
            return found
        layer = getattr(layer, "__wrapped__", None)
    return ["GET"]
