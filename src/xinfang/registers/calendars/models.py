"""Only the exceptions are rows: a weekday of rest, a weekend day of work."""

from django.db import models

__all__ = ["CalendarDay", "CalendarYear"]


class CalendarYear(models.Model):
    """A year whose announcement by the State Council is in the table; `confirmed` says it was checked."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()  # tells every process to read the calendar anew


class CalendarDay(models.Model):
    """A day that differs from its weekday."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
