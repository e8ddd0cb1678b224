"""The addresses of the portal face. Those with a number are open to whoever has given its code."""

from django.urls import path

from xinfang.faces.portal import documents, rating, receptions, reviewing, speaking, views
from xinfang.faces.portal.writing import views as writing

app_name = "portal"
urlpatterns = [
    path("", views.follow, name="follow"),
    path("size/", views.size, name="size"),
    path("language/", views.language, name="language"),
    path("receptions/", receptions.receptions, name="receptions"),
    path("receptions/calendar.ics", receptions.feed, name="receptions_feed"),
    path("receptions/booked/", receptions.booked, name="booked"),
    path("receptions/booked/cancel/", receptions.cancel, name="booked_cancel"),
    path("receptions/<int:pk>/", receptions.book, name="book"),
    path("hall/", receptions.hall, name="hall"),
    path("hall/<int:unit>/", receptions.hall, name="hall_of"),
    path("write/", writing.write, name="write"),
    path("write/files/", writing.files, name="write_files"),
    path("write/check/", writing.check, name="write_check"),
    path("write/<slug:step>/", writing.step, name="write_step"),
    path("<str:number>/", views.case, name="case"),
    path("<str:number>/written/", writing.written, name="written"),
    path("<str:number>/leave/", views.leave, name="leave"),
    path("<str:number>/rate/", rating.rate, name="rate"),
    path("<str:number>/information/", speaking.information, name="information"),
    path("<str:number>/withdraw/", speaking.withdraw, name="withdraw"),
    path("<str:number>/withdraw/form/", speaking.withdrawal_form, name="withdrawal_form"),
    path("<str:number>/consent/", speaking.consent, name="consent"),
    path("<str:number>/review/", reviewing.review, name="review"),
    path("<str:number>/documents/", documents.documents, name="documents"),
    path("<str:number>/documents/<int:pk>/", documents.document, name="document"),
]
