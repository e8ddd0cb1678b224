"""Units, people, calendar, classes: the administrator's pages."""
