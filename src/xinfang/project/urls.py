"""All addresses."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("import/", include("xinfang.faces.exchange.urls")),
    path("follow/", include("xinfang.faces.portal.urls")),
    path("", include("xinfang.faces.workbench.urls")),
]

handler500 = "xinfang.kernel.requests.last_resort"
