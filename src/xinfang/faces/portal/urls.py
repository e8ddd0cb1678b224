"""The addresses of the portal face."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
