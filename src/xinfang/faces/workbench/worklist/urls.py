"""Addresses of the worklist pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
