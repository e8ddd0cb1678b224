"""Addresses of reports."""

from django.urls import path

from xinfang.faces.workbench.reports import texts, views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="reports_new"),
    path("reports/texts/", texts.texts, name="reports_texts"),
    path("reports/texts/<slug:kind>/", texts.text, name="reports_text"),
    path("reports/<int:pk>/", views.report, name="reports_report"),
    path("reports/<int:pk>/write/", views.write, name="reports_write"),
    path("reports/<int:pk>/differences/", views.differences, name="reports_differences"),
    path("reports/<int:pk>/act/", views.act, name="reports_act"),
    path("reports/<int:pk>/issue/", views.issue, name="reports_issue"),
    path("reports/<int:pk>/report.<slug:ending>", views.file, name="reports_file"),
    path("reports/<int:pk>/charts/<slug:chart>.<slug:ending>", views.chart, name="reports_chart"),
]
