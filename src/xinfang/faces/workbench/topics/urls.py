"""Addresses of special topics."""

from django.urls import path

from xinfang.faces.workbench.topics import views

urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/new/", views.new, name="topics_new"),
    path("topics/<int:pk>/", views.topic, name="topics_topic"),
    path("topics/<int:pk>/end/", views.end, name="topics_end"),
    path("topics/<int:pk>/take-back/", views.take_back, name="topics_take_back"),
    path("topics/<int:pk>/waiting/", views.waiting, name="topics_waiting"),
    path("topics/<int:pk>/decide/", views.decide, name="topics_decide"),
]
