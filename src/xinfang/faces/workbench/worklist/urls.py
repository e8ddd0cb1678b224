"""Addresses of the worklist pages."""

from django.urls import path

from xinfang.faces.workbench.worklist import bulk, exports, marking, printing, saving, views

urlpatterns = [
    path("worklist/", views.worklist, name="worklist"),
    path("worklist/export/", exports.export, name="worklist_export"),
    path("worklist/exports/", exports.exports, name="worklist_exports"),
    path("worklist/exports/<uuid:uid>/", exports.take, name="worklist_export_take"),
    path("worklist/print/", printing.print_many, name="worklist_print"),
    path("worklist/route/", bulk.route_many, name="worklist_route"),
    path("worklist/mark/", marking.mark_many, name="worklist_mark"),
    path("worklist/unmark/", marking.unmark_many, name="worklist_unmark"),
    path("worklist/columns/", saving.choose_columns, name="worklist_columns"),
    path("worklist/views/", saving.keep_view, name="worklist_view"),
    path("worklist/views/<uuid:uid>/delete/", saving.drop_view, name="worklist_view_delete"),
]
