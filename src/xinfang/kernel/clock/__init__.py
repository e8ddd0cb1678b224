"""The one place where the time is read; actions are handed `at` instead."""

from datetime import date, datetime

from django.utils import timezone

__all__ = ["now", "today"]


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - the one place


def today() -> date:
    """The present day in the office's time zone."""
    return timezone.localdate(now())
