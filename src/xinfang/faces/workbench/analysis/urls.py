"""Addresses of the analysis pages."""

from django.urls import path

from xinfang.faces.workbench.analysis import saving, views

urlpatterns = [
    path("figures/analysis/", views.cross, name="analysis"),
    path("figures/trend/", views.trend, name="analysis_trend"),
    path("figures/places/", views.places, name="analysis_places"),
    path("figures/analysis/<slug:page>.<slug:kind>", views.taken, name="analysis_file"),
    path("figures/views/", saving.keep, name="analysis_keep"),
    path("figures/views/<uuid:uid>/", saving.opened, name="analysis_view"),
    path("figures/views/<uuid:uid>/delete/", saving.drop, name="analysis_drop"),
]
