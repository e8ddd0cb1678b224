"""Addresses of the disputes page."""

from django.urls import path

from xinfang.faces.workbench.disputes import views

urlpatterns = [path("disputes/", views.disputes, name="disputes")]
