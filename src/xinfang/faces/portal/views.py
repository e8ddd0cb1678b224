"""Following a petition by its number and query code: no account, one answer for every wrong try."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinfang.casework.deadlines.queries import clocks_of
from xinfang.casework.intake import queries
from xinfang.casework.intake.queries import Followed
from xinfang.faces.portal.entering import behind_code, keep_open
from xinfang.faces.portal.entering import leave as close
from xinfang.faces.portal.offering import may_ask, offered
from xinfang.faces.portal.throttle import let_in, was_right
from xinfang.faces.portal.words import course
from xinfang.kernel import clock
from xinfang.kernel.addresses import page_at
from xinfang.kernel.requests import origin_of

__all__ = ["case", "follow", "language", "leave", "size", "wrong"]

YEAR = 365 * 24 * 3600


@login_not_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for number and code. The code is posted, never part of an address or of a page."""
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("number", "").strip()[:40]
    if request.method == "GET":
        return render(request, "portal/follow.html", {"number": number})
    code, origin = request.POST.get("code", "").strip()[:80], origin_of(request)
    if not (number and code):
        return _again(request, number, _("请填写回执上的编号和查询码。"), 422)
    if not let_in(origin, number):
        return _again(request, number, _("试的次数太多，请一分钟后再试。"), 429)
    followed = queries.follow(number, code)
    if followed is None:
        return _again(request, number, wrong(), 404)
    was_right(origin, number)
    keep_open(request, followed)
    return redirect("portal:case", followed.number)


@require_safe
@behind_code
def case(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The course of the matter, and what its petitioner may do."""
    today = clock.today()
    told = course(followed, clocks_of(followed.matter_id, today), today, may_ask(followed, today))
    context = {"followed": followed, "course": told, "offered": offered(followed, today)}
    return render(request, "portal/course.html", context)


@require_POST
@behind_code
def leave(request: HttpRequest, followed: Followed) -> HttpResponse:
    """Forget that the code was given."""
    close(request, followed)
    return redirect("portal:follow")


@login_not_required
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """Large type on or off, kept for a year."""
    response = _back(request)
    large = request.COOKIES.get("size") == "elder"
    response.set_cookie("size", "" if large else "elder", max_age=YEAR, samesite="Lax")
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, kept for a year."""
    response = _back(request)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax")
    return response


def wrong() -> str:
    """The one answer, whether number, code or second factor was wrong."""
    return _(
        "编号或查询码不对，或者核对的号码不对。请对照回执重新输入；回执丢了，请带身份证件到登记的窗口补打。"
    )


def _again(request: HttpRequest, number: str, told: str, status: int) -> HttpResponse:
    context: dict[str, Any] = {"number": number, "told": told, "form_has_errors": True}
    return render(request, "portal/follow.html", context, status=status)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that the switch stood on."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, None) and page.startswith("/follow/")
    return redirect(page_at(page) if ours else "portal:follow")
