"""Each request has an id, in the log and on the error page; an unforeseen error gives a page, not a trace."""

import logging
import secrets
from collections.abc import Callable
from ipaddress import ip_address

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from xinfang.kernel.addresses import page_at

__all__ = ["RequestMiddleware", "WithoutValues", "last_resort", "origin_of", "told"]

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
            response = _in_words(request, self.get_response(request))
        response.headers.setdefault("X-Request-Id", request.id)  # type: ignore[attr-defined]
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page for what nobody foresaw, in the frame when the frame still stands."""
        if isinstance(fault, FORESEEN):
            return None
        matched = request.resolver_match.view_name if request.resolver_match else ""
        log.error("unforeseen", request_id=request.id, view=matched, **told(fault))  # type: ignore[attr-defined]
        try:
            page = render_to_string("errors/500.html", {"request_id": request.id}, request)  # type: ignore[attr-defined]
        except Exception as second:  # noqa: BLE001 - the fault may lie in the frame itself
            log.error("unforeseen", request_id=request.id, view="frame", **told(second))  # type: ignore[attr-defined]
            return last_resort(request)
        return HttpResponse(page, status=500)


def _in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page for whoever opens the address of a button: Django's answer to the wrong method has no words."""
    if response.status_code != 405 or request.method != "GET" or response.streaming or response.content:
        return response
    response.content = render_to_string("errors/405.html", {"page": page_at(request.path)}, request)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def last_resort(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a page that needs nothing but itself, with the id all the same."""
    return HttpResponse(render_to_string("500.html", {"request_id": getattr(request, "id", "")}), status=500)


def told(fault: BaseException) -> dict[str, str]:
    """A fault's kind and place. Never its message: a database's error quotes the row."""
    place = ""
    trace = fault.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if "/xinfang/" in code.co_filename or not place:
            place = f"{'/'.join(code.co_filename.split('/')[-3:])}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return {"kind": type(fault).__name__, "place": place}


class WithoutValues(logging.Filter):
    """Takes tracebacks out of every log line, ours and the libraries', and leaves kind and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, without the values that its exception carries."""
        if record.exc_info and record.exc_info[1] is not None:
            found = told(record.exc_info[1])
            record.msg = f"{record.getMessage()} ({found['kind']} at {found['place']})"
            record.args = None
        record.exc_info = record.exc_text = None
        return True


def origin_of(request: HttpRequest) -> str:
    """Where a request comes from, for the audit and the throttle.

    Behind n proxies (XINFANG_PROXIES) each of them has added the address that it saw: the n-th entry from
    the right is the client's, whatever the client wrote itself further left.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.XINFANG_PROXIES
    if not proxies:
        return direct
    passed = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(passed) < proxies:  # it came round the proxies
        return direct
    try:
        return str(ip_address(passed[-proxies]))
    except ValueError:
        return direct
