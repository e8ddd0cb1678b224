"""Addresses of information up and down."""

from django.urls import path

from xinfang.faces.workbench.bulletins import checking, circulars, coming_back, items, reports

urlpatterns = [
    path("bulletins/", reports.reports, name="bulletins"),
    path("bulletins/new/", reports.file_report, name="bulletins_new"),
    path("bulletins/merge/", checking.merge, name="bulletins_merge"),
    path("bulletins/<int:pk>/", reports.report, name="bulletins_report"),
    path("bulletins/<int:pk>/again/", reports.resend, name="bulletins_again"),
    path("bulletins/<int:pk>/recall/", reports.recall, name="bulletins_recall"),
    path("bulletins/<int:pk>/photo/", reports.photo, name="bulletins_photo"),
    path("bulletins/<int:pk>/check/", checking.check, name="bulletins_check"),
    path("bulletins/<int:pk>/read/<int:unit>/", checking.read, name="bulletins_read"),
    path("bulletins/items/", items.items, name="bulletins_items"),
    path("bulletins/items/new/", items.new, name="bulletins_item_new"),
    path("bulletins/items/<int:pk>/", items.item, name="bulletins_item"),
    path("bulletins/items/<int:pk>/edit/", items.edit, name="bulletins_item_edit"),
    path("bulletins/items/<int:pk>/act/", items.act, name="bulletins_item_act"),
    path("bulletins/items/<int:pk>/sign/", items.sign, name="bulletins_item_sign"),
    path("bulletins/items/<int:pk>/pdf/", items.paper, name="bulletins_item_pdf"),
    path("bulletins/items/<int:pk>/dispatch/", coming_back.dispatch, name="bulletins_item_dispatch"),
    path("bulletins/items/<int:pk>/receipt/", coming_back.receipt, name="bulletins_item_receipt"),
    path("bulletins/items/<int:pk>/feedback/", coming_back.feedback, name="bulletins_item_feedback"),
    path("bulletins/circulars/", circulars.circulars, name="bulletins_circulars"),
    path("bulletins/circulars/new/", circulars.new, name="bulletins_circular_new"),
    path("bulletins/circulars/<int:pk>/", circulars.circular, name="bulletins_circular"),
    path("bulletins/circulars/<int:pk>/withdraw/", circulars.withdraw, name="bulletins_circular_withdraw"),
    path("bulletins/circulars/<int:pk>/<int:duty>/", circulars.answer, name="bulletins_circular_answer"),
]
