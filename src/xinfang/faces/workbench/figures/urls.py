"""Addresses of the figures pages."""

from django.urls import path

from xinfang.faces.workbench.figures import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:chart>.csv", views.data, name="figures_data"),
    path("figures/<slug:key>/cases/", views.cases, name="figures_cases"),
]
