"""The case page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.registers.staff.doors import door

__all__ = ["matter"]


@door("see_matters")
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one matter."""
    found = load(request, number)
    return render(request, "workbench/case/case.html", case_context(request, found))
