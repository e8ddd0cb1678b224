"""Addresses of the case pages."""

from django.urls import path

from xinfang.faces.workbench import undoing
from xinfang.faces.workbench.case import complained, doing, files, marking, past, people, views

urlpatterns = [
    path("matters/<str:number>/", views.matter, name="matter"),
    path("matters/<str:number>/acts/<slug:verb>/", doing.act, name="matter_act"),
    path("matters/<str:number>/past/", past.past, name="matter_past"),
    path("matters/<str:number>/past/<slug:verb>/", past.enter, name="matter_past_act"),
    path("matters/<str:number>/complained/", complained.complained, name="matter_complained"),
    path("matters/<str:number>/marks/", marking.mark, name="matter_mark"),
    path("undo/", undoing.undo, name="undo"),
    path("matters/<str:number>/people/", people.people, name="matter_people"),
    path("matters/<str:number>/files/", files.attach, name="matter_attach"),
    path("matters/<str:number>/files/<int:pk>/", files.download, name="matter_file"),
]
