"""Addresses of the appraisal."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.appraisal import checks, lines, views

urlpatterns: list[URLPattern] = [
    path("appraisal/", views.schemes, name="appraisal"),
    path("appraisal/new/", views.new, name="appraisal_new"),
    path("appraisal/<int:pk>/", views.scheme, name="appraisal_scheme"),
    path("appraisal/<int:pk>/<slug:name>/", views.step, name="appraisal_step"),
    path("appraisal/lines/<int:pk>/", lines.line, name="appraisal_line"),
    path("appraisal/lines/<int:pk>/object/", lines.object_to, name="appraisal_object"),
    path("appraisal/lines/<int:pk>/rule/", lines.rule, name="appraisal_rule"),
    path("appraisal/checks/", checks.checks, name="appraisal_checks"),
    path("appraisal/checks/<str:number>/", checks.check, name="appraisal_check"),
]
