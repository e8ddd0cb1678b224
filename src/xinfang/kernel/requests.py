"""Each request has an id, in the log and on the error page; an unforeseen error gives a page, not a trace."""

import secrets
from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

__all__ = ["RequestMiddleware", "origin_of"]

log = structlog.get_logger("xinfang.request")

# Django answers these itself: 404, 403, 400.
FORESEEN = (Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)


class RequestMiddleware:
    """Outermost: gives the id, keeps case pages out of caches, turns a fault into a page with the id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request under its id."""
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request.id):  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("X-Request-Id", request.id)  # type: ignore[attr-defined]
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page for what nobody foresaw. The log gets the exception's type and place, never its values."""
        if isinstance(fault, FORESEEN):
            return None
        place = _place(fault)
        log.error(
            "unforeseen",
            request_id=request.id,  # type: ignore[attr-defined]
            kind=type(fault).__name__,
            place=place,
            path=request.resolver_match and request.resolver_match.view_name,
        )
        return render(request, "errors/500.html", {"request_id": request.id}, status=500)  # type: ignore[attr-defined]


def _place(fault: Exception) -> str:
    trace = fault.__traceback__
    found = ""
    while trace:
        code = trace.tb_frame.f_code
        if "/xinfang/" in code.co_filename or not found:
            found = f"{'/'.join(code.co_filename.split('/')[-3:])}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return found


def origin_of(request: HttpRequest) -> str:
    """Where a request comes from, for the audit."""
    return str(request.META.get("REMOTE_ADDR", ""))
