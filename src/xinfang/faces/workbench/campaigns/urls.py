"""Addresses of the campaigns' pages."""

from django.urls import path

from xinfang.faces.workbench.campaigns import views

urlpatterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.new, name="campaigns_new"),
    path("campaigns/<int:pk>/", views.one, name="campaigns_one"),
    path("campaigns/<int:pk>/change/", views.change, name="campaigns_change"),
    path("campaigns/<int:pk>/arrivals/<slug:which>/", views.arrivals, name="campaigns_arrivals"),
    path("campaigns/<int:pk>/close/", views.close, name="campaigns_close"),
    path("campaigns/<int:pk>/reopen/", views.reopen, name="campaigns_reopen"),
]
