"""Periods of a report, in days of the office's own time zone."""

import calendar
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal

__all__ = ["Period", "half", "month", "period", "quarter", "span", "window", "year"]

EARLIEST, LATEST = 1949, 2200


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both counted; `kind` is year, half, quarter, month, window
    (of months) or span (of days), `part` from 1. `today`: the day on which it is asked for; of a period that
    is not over, what is owed by a later day is not yet owed."""

    first: date
    last: date
    kind: str
    part: int = 0
    today: date | None = field(default=None, compare=False)

    def as_of(self, today: date | None) -> "Period":
        """The same, asked for on a day."""
        return replace(self, today=today)

    @property
    def over_until(self) -> date:
        """The last of its days that is over: a term that ends today can still be kept."""
        return min(self.last, self.today - timedelta(days=1)) if self.today else self.last

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last.year

    @property
    def label(self) -> str:
        """As people say it: 2008年, 2008年第2季度, 2008年5月."""
        named = {
            "year": _("%(year)d年"),
            "half": _("%(year)d年上半年") if self.part == 1 else _("%(year)d年下半年"),
            "quarter": _("%(year)d年第%(part)d季度"),
            "month": _("%(year)d年%(part)d月"),
        }
        if self.kind == "window":
            months = {"year": self.year, "first": self.first.month, "last": self.last.month}
            return _("%(year)d年%(first)d—%(last)d月") % months
        if self.kind == "span":
            return _("%(first)s 至 %(last)s") % {
                "first": self.first.isoformat(),
                "last": self.last.isoformat(),
            }
        return named[self.kind] % {"year": self.year, "part": self.part}

    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of the period and the first after it."""
        zone = timezone.get_default_timezone()
        start = datetime.combine(self.first, time(), zone)
        return start, datetime.combine(self.last + timedelta(days=1), time(), zone)

    def a_year_before(self, today: date | None = None) -> "Period":
        """The same period of the year before; 29 February becomes the 28th.

        A period that is not over by `today` is compared with the same days only, not with all of last year's.
        """
        if today and self.first <= today < self.last:
            return Period(_back(self.first), _back(today), "span", today=_back(today))
        makers = {"half": half, "quarter": quarter, "month": month}
        if self.kind == "year":
            return year(self.year - 1)
        if self.kind == "window":
            return window(self.year - 1, self.first.month, self.last.month)
        if self.kind in makers:
            return makers[self.kind](self.year - 1, self.part)
        return Period(_back(self.first), _back(self.last), "span")

    def previous(self, today: date | None = None) -> "Period | None":
        """The month, quarter or half before (环比); of days as many before them. None for a year or months of
        it from January on: they are compared with the year before only.

        A period that is not over by `today` is compared with as many days of the one before.
        """
        parts = {"half": (half, 2), "quarter": (quarter, 4), "month": (month, 12)}
        if self.kind in parts:
            make, most = parts[self.kind]
            found = make(self.year, self.part - 1) if self.part > 1 else make(self.year - 1, most)
            if today and self.first <= today < self.last:
                last = min(found.first + (today - self.first), found.last)
                return Period(found.first, last, "span", today=last)
            return found
        if self.kind == "span":
            length = self.last - self.first
            return Period(self.first - timedelta(days=1) - length, self.first - timedelta(days=1), "span")
        return None


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _months(in_year: int, first: int, last: int, kind: str, part: int) -> Period:
    if not EARLIEST <= in_year <= LATEST:
        raise Refusal(
            _("没有 %(year)d 年的统计；年份应在 %(first)d 到 %(last)d 之间。")
            % {"year": in_year, "first": EARLIEST, "last": LATEST}
        )
    end = calendar.monthrange(in_year, last)[1]
    return Period(date(in_year, first, 1), date(in_year, last, end), kind, part)


def year(of: int) -> Period:
    """A calendar year."""
    return _months(of, 1, 12, "year", 0)


def half(of: int, part: int) -> Period:
    """The first or second half of a year."""
    _within(part, 2, _("半年"))
    return _months(of, 6 * part - 5, 6 * part, "half", part)


def quarter(of: int, part: int) -> Period:
    """A quarter, 1 to 4."""
    _within(part, 4, _("季度"))
    return _months(of, 3 * part - 2, 3 * part, "quarter", part)


def month(of: int, part: int) -> Period:
    """A month, 1 to 12."""
    _within(part, 12, _("月份"))
    return _months(of, part, part, "month", part)


def window(of: int, first: int, last: int) -> Period:
    """From one month of a year to another, both counted: January to November, as chapters print it."""
    for month_of in (first, last):
        _within(month_of, 12, _("月份"))
    if last < first:
        raise Refusal(_("结束的月份早于开始的月份，请改正其中一个。"))
    return _months(of, first, last, "window", last)


def span(first: date, last: date) -> Period:
    """From one day to another, both counted."""
    if last < first:
        raise Refusal(_("结束日期早于开始日期，请改正其中一个。"))
    for day in (first, last):
        _months(day.year, 1, 1, "month", 1)
    return Period(first, last, "span")


def _within(part: int, most: int, label: str) -> None:
    if not 1 <= part <= most:
        raise Refusal(_("%(label)s应在 1 到 %(most)d 之间。") % {"label": label, "most": most})


def period(
    *,
    of: int,
    half_of: int | None = None,
    quarter_of: int | None = None,
    month_of: int | None = None,
    months: tuple[int, int] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Period:
    """The period that a command line or a page asks for. Raises Refusal when it asks for two at once."""
    asked = [half_of, quarter_of, month_of, months, first or last]
    if sum(value is not None for value in asked) > 1:
        raise Refusal(_("半年、季度、月份、几个月和起止日期只能选一种。"))
    if first or last:
        return span(first or date(of, 1, 1), last or date(of, 12, 31))
    if months is not None:
        return window(of, *months)
    if half_of is not None:
        return half(of, half_of)
    if quarter_of is not None:
        return quarter(of, quarter_of)
    return month(of, month_of) if month_of is not None else year(of)
