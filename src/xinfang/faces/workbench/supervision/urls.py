"""Addresses of supervision."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.supervision import orders, proposals, views

urlpatterns: list[URLPattern] = [
    path("supervision/", views.triggers, name="supervision"),
    path("supervision/orders/", orders.orders, name="supervision_orders"),
    path("supervision/orders/<int:pk>/", orders.order, name="supervision_order"),
    path("supervision/orders/<int:pk>/<slug:name>/", orders.step, name="supervision_step"),
    path("supervision/orders/<int:pk>/files/<int:step_id>/", orders.file, name="supervision_file"),
    path("supervision/proposals/", proposals.proposals, name="supervision_proposals"),
    path("supervision/proposals/new/", proposals.propose, name="supervision_propose"),
    path("supervision/proposals/<int:pk>/", proposals.proposal, name="supervision_proposal"),
    path("matters/<str:number>/supervise/", orders.give, name="matter_supervise"),
]
