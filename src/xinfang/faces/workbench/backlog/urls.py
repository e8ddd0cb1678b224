"""Addresses of the backlog."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.backlog import cases, views

urlpatterns: list[URLPattern] = [
    path("backlog/", views.backlog, name="backlog"),
    path("backlog/new/", views.new, name="backlog_new"),
    path("backlog/mine/", views.mine, name="backlog_mine"),
    path("backlog/<int:pk>/", views.listed, name="backlog_list"),
    path("backlog/cases/<int:pk>/", cases.case, name="backlog_case"),
    path("backlog/cases/<int:pk>/<slug:name>/", cases.step, name="backlog_step"),
    path("matters/<str:number>/backlog/", views.put_on, name="matter_backlog"),
]
