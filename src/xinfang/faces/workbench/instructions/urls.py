"""Addresses of the pages of instructions."""

from django.urls import path

from xinfang.faces.workbench.instructions import views

urlpatterns = [
    path("instructions/", views.instructions, name="instructions"),
    path("instructions/new/", views.new, name="instructions_new"),
    path("instructions/on/<str:number>/", views.on_matter, name="instructions_on"),
    path("instructions/<int:pk>/", views.one, name="instructions_one"),
    path("instructions/<int:pk>/<slug:verb>/", views.act, name="instructions_act"),
]
