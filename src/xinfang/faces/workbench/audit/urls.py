"""Addresses of the audit pages."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.audit import views

urlpatterns: list[URLPattern] = [path("audit/", views.audit, name="audit")]
