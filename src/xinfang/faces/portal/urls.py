"""The addresses of the portal face."""

from django.urls import path

from xinfang.faces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.follow, name="follow"),
    path("size/", views.size, name="size"),
    path("language/", views.language, name="language"),
]
