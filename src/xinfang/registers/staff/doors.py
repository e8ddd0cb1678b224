"""The door of every page: which right it needs. tests/house fails a view without one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from xinfang.registers.staff.roles import PERMISSIONS

__all__ = ["OWN", "door"]

OWN = "own"  # a page about the person's own account or work: any posting, nothing of others
View = Callable[..., HttpResponseBase]


def door(permission: str) -> Callable[[View], View]:
    """Let in those whose scope holds `permission` anywhere; the view still loads objects in scope.

    Others get the page that says so (403): which pages exist is no secret, which matters exist is (404).
    """
    if permission != OWN and permission not in PERMISSIONS:
        raise ValueError(f"{permission} is not in roles.PERMISSIONS")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission != OWN and not request.scope.may(permission):  # type: ignore[attr-defined]
                return render(request, "errors/403.html", {"needed": PERMISSIONS[permission]}, status=403)
            return view(request, *args, **kwargs)

        guarded.door = permission  # type: ignore[attr-defined]
        return guarded

    return guard
