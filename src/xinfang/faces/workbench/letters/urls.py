"""Addresses of the pages of letters."""

from django.urls import path

from xinfang.faces.workbench.letters import approving, views

urlpatterns = [
    path("approvals/", approving.approvals, name="approvals"),
    path("matters/<str:number>/letters/new/<slug:what>/", views.new, name="letter_new"),
    path("matters/<str:number>/letters/keep/", views.kept, name="letter_keep"),
    path("matters/<str:number>/letters/<int:pk>/", views.letter, name="letter"),
    path("matters/<str:number>/letters/<int:pk>/preview/", views.preview, name="letter_preview"),
    path("matters/<str:number>/letters/<int:pk>/sign/", approving.sign, name="letter_sign"),
]
