"""Addresses of the review pages."""

from django.urls import path

from xinfang.faces.workbench.reviews import deciding, views

urlpatterns = [
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<int:pk>/", views.review, name="reviews_review"),
    path("reviews/<int:pk>/take/", deciding.take, name="reviews_take"),
    path("reviews/<int:pk>/decide/", deciding.decide, name="reviews_decide"),
    path("reviews/<int:pk>/refuse/", deciding.refuse, name="reviews_refuse"),
    path("reviews/<int:pk>/serve/", deciding.serve, name="reviews_serve"),
    path("reviews/<int:pk>/facts/", deciding.state_facts, name="reviews_facts"),
]
