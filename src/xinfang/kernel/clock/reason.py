"""Which dates are within reason. A year typed wrong is refused in words, in every room by this one rule."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Problem

__all__ = ["EARLIEST", "FAR", "TERM", "beyond_reason", "due_problems", "far_problems", "past_problems"]

TERM = timedelta(days=366)  # until an answer, a result, a next look: a later day is a wrong year
FAR = timedelta(days=5 * 366)  # until the end of what lasts: aid, a campaign, a plan of years
EARLIEST = date(1949, 10, 1)  # nothing that an office is told of began before


def beyond_reason(day: date, *, first: date, last: date) -> str:
    """Why a day cannot be one from `first` to `last`, both counted; '' when it can."""
    if day < first:
        return _("日期不能早于 %(day)s，请核对。") % {"day": first.isoformat()}
    if day > last:
        return _("日期不能晚于 %(day)s，请核对年份。") % {"day": last.isoformat()}
    return ""


def due_problems(field: str, day: date, *, on: date, within: timedelta = TERM) -> list[Problem]:
    """What is wrong with a last day that is set `on` a day: not before it, and not beyond reason."""
    sentence = beyond_reason(day, first=on, last=on + within)
    return [Problem(field, sentence)] if sentence else []


def far_problems(field: str, day: date, *, on: date, within: timedelta = TERM) -> list[Problem]:
    """The further end of `due_problems` alone, for a room that says in its own words what is too early."""
    return due_problems(field, max(day, on), on=on, within=within)


def past_problems(field: str, day: date, *, today: date, since: date = EARLIEST) -> list[Problem]:
    """What is wrong with a day on which something has happened: not to come, and not before `since`."""
    sentence = beyond_reason(day, first=since, last=today)
    return [Problem(field, sentence)] if sentence else []
