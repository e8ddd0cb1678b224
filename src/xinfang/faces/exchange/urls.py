"""The addresses of the exchange face."""

from django.urls import path

from xinfang.faces.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("<uuid:uid>/", views.batch, name="import_batch"),
    path("<uuid:uid>/match/", views.match, name="import_match"),
    path("<uuid:uid>/progress/", views.progress, name="import_progress"),
    path("<uuid:uid>/resume/", views.resume, name="import_resume"),
    path("<uuid:uid>/revert/", views.revert, name="import_revert"),
    path("<uuid:uid>/discard/", views.discard, name="import_discard"),
    path("<uuid:uid>/refused.xlsx", views.refused, name="import_refused"),
]
