"""The slip a petitioner takes home: 80 mm for the counter printer, A5 for any other."""

import segno
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from xinfang.casework.deadlines.preview import preview
from xinfang.casework.intake import queries
from xinfang.casework.wording.known import issuer_name
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.registers.organisations.queries import names_on
from xinfang.registers.staff.doors import door

__all__ = ["qr_code", "receipt"]

SIZES = ("80mm", "a5")


@door("register")
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The page that prints itself. Each time is recorded: the slip carries the query code."""
    scope = request.scope  # type: ignore[attr-defined]
    size = request.GET.get("size", SIZES[0])
    with transaction.atomic():
        slip = queries.receipt(scope, number)
        if slip is None:
            raise Http404
        told = Record("receipt.printed", "petition", slip.petition_id, slip.number, after={"size": size[:8]})
        record(told, by=scope.actor, at=clock.now())
    address, routing = public_address(request), preview("route", slip.received_at)
    context = {
        "slip": slip,
        "size": size if size in SIZES else SIZES[0],
        "qr": qr_code(address, slip.number, slip.query_code),
        "address": address,
        "office": issuer_name(slip.office, names_on(clock.today())),
        "clock": routing if routing and routing.due_on >= clock.today() else None,
        "printed_at": clock.now(),
    }
    return render(request, "workbench/register/slip.html", context)


def qr_code(follow: str, number: str, code: str) -> SafeString:
    """An SVG of the follow page's address. The code stands behind '#', which browsers never send."""
    address = f"{follow}?number={number}#{code}"
    # Without a size of its own it has a viewBox: a fixed size would be cut off, not scaled, on narrow paper.
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 - made from the address alone; nothing in it was typed by anyone


def public_address(request: HttpRequest) -> str:
    """Where citizens ask: at the address the site is known by, or in a trial where the clerk is now."""
    page = reverse("portal:follow")
    return (
        settings.XINFANG_PUBLIC_ADDRESS + page
        if settings.XINFANG_PUBLIC_ADDRESS
        else request.build_absolute_uri(page)
    )
