"""Following a petition by its number and query code: no account, one answer for every wrong try."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xinfang.casework.intake import queries
from xinfang.faces.portal.throttle import let_in, was_right
from xinfang.faces.portal.words import course
from xinfang.kernel.requests import origin_of

__all__ = ["follow", "language", "size"]

YEAR = 365 * 24 * 3600


@login_not_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The form, or the course of the petition. The code is posted, never part of an address."""
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("number", "").strip()[:40]
    page = {"number": number, "size": _size(request), "back": request.path}
    if request.method == "GET":
        return render(request, "portal/follow.html", page)
    code, origin = request.POST.get("code", "").strip()[:80], origin_of(request)
    if not (number and code):
        return _again(request, page, _("请填写回执上的编号和查询码。"), 422)
    if not let_in(origin, number):
        return _again(request, page, _("试的次数太多，请一分钟后再试。"), 429)
    followed = queries.follow(number, code)
    if followed is None:
        told = _("编号或查询码不对。请对照回执重新输入；回执丢了，请带身份证件到登记的窗口补打。")
        return _again(request, page, told, 404)
    was_right(origin, number)
    return render(request, "portal/course.html", {**page, "followed": followed, "course": course(followed)})


@login_not_required
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """Large type on or off, kept for a year."""
    response = redirect("portal:follow")
    response.set_cookie("size", "" if _size(request) else "elder", max_age=YEAR, samesite="Lax")
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, kept for a year."""
    response = redirect("portal:follow")
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax")
    return response


def _again(request: HttpRequest, page: dict[str, str], told: str, status: int) -> HttpResponse:
    return render(
        request, "portal/follow.html", {**page, "told": told, "form_has_errors": True}, status=status
    )


def _size(request: HttpRequest) -> str:
    return "elder" if request.COOKIES.get("size") == "elder" else ""
