"""Addresses of ratings and call-backs."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.satisfaction import calling_back, views

urlpatterns: list[URLPattern] = [
    path("ratings/", views.ratings, name="ratings"),
    path("matters/<str:number>/callback/", calling_back.call_back, name="matter_callback"),
]
