"""Address of the leader's page."""

from django.urls import path

from xinfang.faces.workbench.leader import views

urlpatterns = [path("leader/", views.leader, name="leader")]
