"""Addresses of supervision."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.supervision import views

urlpatterns: list[URLPattern] = [path("supervision/", views.triggers, name="supervision")]
