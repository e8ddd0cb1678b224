"""Where a person came from, when that is a page of ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from xinfang.kernel.addresses import page_at

__all__ = ["back_home"]


def back_home(request: HttpRequest) -> str:
    """The page that the form stood on; the first page when that is not told or not ours."""
    came = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(came)
    if not ours:
        return reverse("workbench:today")
    page = page_at(parts.path)
    return f"{page}?{parts.query}" if parts.query and page == parts.path else page
