"""The addresses of the exchange face."""

from django.urls import URLPattern

app_name = "exchange"
urlpatterns: list[URLPattern] = []
