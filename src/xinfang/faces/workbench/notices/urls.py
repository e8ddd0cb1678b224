"""Addresses of one's own notices."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.notices import views

urlpatterns: list[URLPattern] = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/<uuid:uid>/read/", views.notice_read, name="notices_one_read"),
]
