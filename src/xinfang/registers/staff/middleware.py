"""Puts the actor's scope on the request; a password that holds once is changed before anything else."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from xinfang.kernel import clock
from xinfang.kernel.addresses import page_here
from xinfang.kernel.requests import origin_of
from xinfang.registers.staff.actions.accounts import ONCE
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import Scope, scope_of

__all__ = ["ScopeMiddleware", "SignInMiddleware"]

# Where a person with such a password may still go.
OPEN_TO_ONCE = {"account_change_password", "account_logout", "set_language", "account_reauthenticate"}


class SignInMiddleware(LoginRequiredMiddleware):
    """Whoever pressed a button after the session ended comes back to the page that it stands on; whoever came
    by the front door begins where their own work does."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """To the sign-in page."""
        here, sign_in = page_here(request), self.get_login_url(view_func)
        if here == "/":
            return redirect(sign_in)
        return redirect_to_login(here, sign_in, self.get_redirect_field_name(view_func))


class ScopeMiddleware:
    """`request.scope` for people who have signed in, made only when asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the lazy scope."""
        if request.user.is_authenticated:
            request.scope = SimpleLazyObject(lambda: _scope(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead whoever signed in with a password that holds once to the page that changes it."""
        user = request.user
        if not isinstance(user, User) or ONCE not in user.preferences:
            return None
        here = request.resolver_match.url_name if request.resolver_match else ""
        return None if here in OPEN_TO_ONCE else redirect("account_change_password")


def _scope(request: HttpRequest) -> Scope:
    user = request.user
    assert isinstance(user, User)
    return scope_of(user, clock.today(), origin=origin_of(request), request_id=request.id)  # type: ignore[attr-defined]
