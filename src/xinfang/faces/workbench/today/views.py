"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.registers.staff.doors import OWN, door

__all__ = ["today"]


@door(OWN)
def today(request: HttpRequest) -> HttpResponse:
    """Due today, late, coming, returned to me."""
    return render(request, "workbench/today/today.html", {})
