"""Addresses of the outside indicators."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.indicators import views

urlpatterns: list[URLPattern] = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/new/", views.new, name="indicators_new"),
    path("indicators/value/", views.value, name="indicators_value"),
    path("indicators/sheet/", views.sheet, name="indicators_sheet"),
    path("indicators/<int:pk>/", views.indicator, name="indicators_one"),
]
