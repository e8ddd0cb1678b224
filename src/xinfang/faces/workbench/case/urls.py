"""Addresses of the case pages."""

from django.urls import path

from xinfang.faces.workbench.case import files, people, views

urlpatterns = [
    path("matters/<str:number>/", views.matter, name="matter"),
    path("matters/<str:number>/route/", views.route, name="matter_route"),
    path("matters/<str:number>/people/", people.people, name="matter_people"),
    path("matters/<str:number>/files/", files.attach, name="matter_attach"),
    path("matters/<str:number>/files/<int:pk>/", files.download, name="matter_file"),
]
