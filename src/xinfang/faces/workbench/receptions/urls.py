"""Addresses of the reception pages."""

from django.urls import path

from xinfang.faces.workbench.receptions import arrivals, desk, notices, packet, plans

urlpatterns = [
    path("receptions/", plans.receptions, name="receptions"),
    path("receptions/plans/new/", plans.new, name="receptions_plan_new"),
    path("receptions/plans/<int:pk>/", plans.plan, name="receptions_plan"),
    path("receptions/plans/<int:pk>/report.pdf", plans.report, name="receptions_report"),
    path("receptions/plans/<int:pk>/<slug:verb>/", plans.act, name="receptions_plan_act"),
    path("receptions/notices/<int:pk>/", notices.notice, name="receptions_notice"),
    path("receptions/notices/<int:pk>/print/", notices.printed, name="receptions_notice_print"),
    path("receptions/places/<int:pk>/", notices.tick, name="receptions_tick"),
    path("receptions/places/<int:pk>/correct/", notices.correct, name="receptions_correct"),
    path("receptions/places/<int:pk>/photo/", notices.photo, name="receptions_photo"),
    path("receptions/days/<int:pk>/", desk.day, name="receptions_day"),
    path("receptions/days/<int:pk>/packet/", packet.packet, name="receptions_packet"),
    path("receptions/days/<int:pk>/<slug:verb>/", desk.act, name="receptions_day_act"),
    path("receptions/arrivals/<int:pk>/", arrivals.arrival, name="receptions_arrival"),
    path("receptions/arrivals/<int:pk>/<slug:verb>/", arrivals.act, name="receptions_arrival_act"),
]
