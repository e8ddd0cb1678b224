"""Addresses of the settings pages."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.settings import calendar, classes, people, session, units

urlpatterns: list[URLPattern] = [
    path("settings/", units.units, name="settings"),
    path("settings/units/<int:pk>/", units.settings_unit, name="settings_unit"),
    path("settings/units/import/", units.settings_units_import, name="settings_units_import"),
    path("settings/people/", people.settings_people, name="settings_people"),
    path("settings/people/<int:pk>/", people.settings_person, name="settings_person"),
    path("settings/calendar/", calendar.settings_calendar, name="settings_calendar"),
    path("settings/calendar/<int:year>/", calendar.settings_calendar, name="settings_calendar_year"),
    path("settings/classes/", classes.settings_classes, name="settings_classes"),
    path("session/", session.settings_session_ping, name="settings_session_ping"),
]
