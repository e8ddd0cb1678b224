"""Addresses of visits and sweeps."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.outreach import sweeps, visits

urlpatterns: list[URLPattern] = [
    path("outreach/", visits.visits, name="outreach"),
    path("outreach/<int:pk>/", visits.visit, name="outreach_visit"),
    path("outreach/<int:pk>/<slug:name>/", visits.step, name="outreach_step"),
    path("matters/<str:number>/visit/", visits.plan, name="matter_visit"),
    path("sweeps/", sweeps.sweeps, name="sweeps"),
    path("sweeps/new/", sweeps.new, name="sweeps_new"),
    path("sweeps/<int:pk>/", sweeps.sweep, name="sweeps_sweep"),
    path("sweeps/units/<int:pk>/", sweeps.task, name="sweeps_task"),
    path("sweeps/units/<int:pk>/<slug:name>/", sweeps.task_step, name="sweeps_step"),
    path("sweeps/findings/<int:pk>/", sweeps.stop, name="sweeps_stop"),
    path("sweeps/findings/<int:pk>/strike/", sweeps.strike, name="sweeps_strike"),
]
