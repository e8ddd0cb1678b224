"""Addresses of meetings and decisions."""

from django.urls import path

from xinfang.faces.workbench.meetings import correcting, decisions, views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.new, name="meetings_new"),
    path("meetings/<int:pk>/", views.meeting, name="meetings_meeting"),
    path("meetings/<int:pk>/hold/", views.hold, name="meetings_hold"),
    path("meetings/<int:pk>/cancel/", views.cancel, name="meetings_cancel"),
    path("meetings/<int:pk>/correct/", correcting.meeting, name="meetings_correct"),
    path("meetings/<int:pk>/add/", correcting.added, name="meetings_add"),
    path("meetings/decisions/<int:pk>/correct/", correcting.decision, name="meetings_correct_decision"),
    path("meetings/decisions/<int:pk>/revoke/", correcting.revoke, name="meetings_revoke"),
    path("meetings/decisions/", decisions.decisions, name="meetings_decisions"),
    path("meetings/decisions/<int:pk>/answer/", decisions.answer, name="meetings_answer"),
    path("meetings/decisions/<int:pk>/check/", decisions.check, name="meetings_check"),
]
