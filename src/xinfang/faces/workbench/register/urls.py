"""Addresses of the register pages."""

from django.urls import path

from xinfang.faces.workbench.register import answers, receipts, search, views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/draft/", answers.draft, name="register_draft"),
    path("register/draft/discard/", answers.discard, name="register_discard"),
    path("register/hints/", answers.hints, name="register_hints"),
    path("register/people/", answers.people, name="register_people"),
    path("register/id/", answers.id_number, name="register_id"),
    path("register/classes/", answers.classes, name="register_classes"),
    path("register/<slug:cell>/", views.register, name="register_cell"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="search_suggest"),
    path("petitions/<str:number>/receipt/", receipts.receipt, name="receipt"),
]
