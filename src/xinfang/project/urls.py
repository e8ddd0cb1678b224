"""All addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),  # also before signing in
    path("import/", include("xinfang.faces.exchange.urls")),
    path("follow/", include("xinfang.faces.portal.urls")),
    path("", include("xinfang.faces.workbench.urls")),
]

handler500 = "xinfang.kernel.requests.last_resort"
