"""Addresses of the notices from above."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.upward import views

urlpatterns: list[URLPattern] = [
    path("upward/", views.notices, name="upward"),
    path("upward/new/", views.new, name="upward_new"),
    path("upward/<int:pk>/", views.notice, name="upward_notice"),
    path("upward/<int:pk>/<slug:name>/", views.step, name="upward_step"),
]
