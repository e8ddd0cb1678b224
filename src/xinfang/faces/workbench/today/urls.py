"""Addresses of the today pages."""

from django.urls import path

from xinfang.faces.workbench.today import views

urlpatterns = [path("", views.today, name="today"), path("begin/", views.begin, name="begin")]
