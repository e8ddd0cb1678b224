"""Addresses of the figures pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
