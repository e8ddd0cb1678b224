"""Addresses of documents' files, of their service, and of the office's wording."""

from django.urls import path

from xinfang.faces.workbench.papers import downloads, modules, serving, templates

PAPER = "matters/<str:number>/papers/<int:pk>/"
urlpatterns = [
    path(f"{PAPER}pdf/", downloads.paper_pdf, name="paper_pdf"),
    path(f"{PAPER}docx/", downloads.paper_docx, name="paper_docx"),
    path(f"{PAPER}number/", downloads.paper_number, name="paper_number"),
    path(f"{PAPER}receipt/", downloads.paper_receipt, name="paper_receipt"),
    path(f"{PAPER}photo/", downloads.paper_photo, name="paper_photo"),
    path(f"{PAPER}service/", serving.paper_service, name="paper_service"),
    path("settings/templates/", templates.settings_templates, name="settings_templates"),
    path("settings/templates/<slug:key>/", templates.settings_template, name="settings_template"),
    path(
        "settings/templates/<slug:key>/reset/",
        templates.settings_template_reset,
        name="settings_template_reset",
    ),
    path("settings/modules/", modules.settings_modules, name="settings_modules"),
    path("settings/modules/<int:pk>/", modules.settings_module, name="settings_module"),
    path("settings/modules/<int:pk>/delete/", modules.settings_module_delete, name="settings_module_delete"),
]
