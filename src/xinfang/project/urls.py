"""All addresses."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.i18n import set_language

# allauth reverses these names itself, so they stay; whoever opens one learns that there is no such page.
NOT_OFFERED = r"^accounts/(?:signup|email|confirm-email|password/(?:set|reset)|login/code)/"


@login_not_required
def not_offered(request: HttpRequest) -> HttpResponse:
    """Accounts are made, and passwords reset, by the administrator, not by mail."""
    raise Http404


urlpatterns = [
    re_path(NOT_OFFERED, not_offered),
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),  # also before signing in
    path("import/", include("xinfang.faces.exchange.urls")),
    path("follow/", include("xinfang.faces.portal.urls")),
    path("", include("xinfang.faces.workbench.urls")),
]

handler500 = "xinfang.kernel.requests.last_resort"
