"""Every address has a door: a view says which right it needs, or is listed here with a reason."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

# Route -> why no right is asked. An entry that matches nothing fails too.
OPEN = {
    r"^accounts/": "allauth keeps login, password, two steps; ClosedAccounts forbids signing up",
    r"^i18n/setlang/$": "the language switch changes a cookie and nothing else",
    r"^follow/": "the citizen's door: no account, a code and a second factor (checked below)",
}


def routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """All addresses with their views."""
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def without_door(patterns: list[Any]) -> list[str]:
    return [
        route
        for route, view in routes(patterns)
        if not hasattr(view, "door") and not any(re.search(known, route) for known in OPEN)
    ]


def all_patterns() -> list[Any]:
    return list(get_resolver().url_patterns)


def test_every_view_has_a_door() -> None:
    assert without_door(all_patterns()) == []


def test_no_reason_is_stale() -> None:
    known = [route for route, _view in routes(all_patterns())]
    assert [entry for entry in OPEN if not any(re.search(entry, route) for route in known)] == []


def test_the_portal_opts_out_of_login_by_name() -> None:
    views = [(route, view) for route, view in routes(all_patterns()) if route.startswith("follow/")]
    assert views
    assert [route for route, view in views if getattr(view, "login_required", True)] == []


def test_nothing_else_opts_out_of_login() -> None:
    opted = [
        route
        for route, view in routes(all_patterns())
        if not getattr(view, "login_required", True) and not any(re.search(known, route) for known in OPEN)
    ]
    assert opted == []


def test_the_guard_sees_a_view_without_a_door() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert without_door([path("secret/", bare)]) == ["secret/"]
