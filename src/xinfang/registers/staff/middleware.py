"""Puts the actor's scope on the request, once and only when asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from xinfang.kernel import clock
from xinfang.kernel.requests import origin_of
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import Scope, scope_of

__all__ = ["ScopeMiddleware"]


class ScopeMiddleware:
    """`request.scope` for people who have signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the lazy scope."""
        if request.user.is_authenticated:
            request.scope = SimpleLazyObject(lambda: _scope(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _scope(request: HttpRequest) -> Scope:
    user = request.user
    assert isinstance(user, User)
    return scope_of(user, clock.today(), origin=origin_of(request), request_id=request.id)  # type: ignore[attr-defined]
