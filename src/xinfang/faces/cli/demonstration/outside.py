"""What others told of the two years: the city's notices of visits to higher levels, and growth figures."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from xinfang.casework.upward import actions as upward
from xinfang.casework.upward.actions import Checked, Count, NoticeEntry
from xinfang.casework.upward.choices import KINDS, LEVELS
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.kernel.actor import Actor
from xinfang.registers.indicators import actions as indicators
from xinfang.registers.indicators.actions import ValueEntry

__all__ = ["last_month", "told"]

SENDER = "市信访局"
Visits = dict[str, tuple[int, int]]  # "level kind" -> batches, heads; what is not there was none

# A quarter each. Nobody abnormal or in a group to the capital in 2008, no group to city or province, and
# abnormal ones to both fell from 27 heads to 6; two went to the capital's own reception, as they may.
QUARTERS: dict[tuple[int, int], Visits] = {
    (2007, 1): {"city ordinary": (9, 14), "city abnormal": (3, 8), "city group": (1, 7)},
    (2007, 2): {"city ordinary": (7, 11), "city abnormal": (2, 5), "province ordinary": (2, 2)},
    (2007, 3): {"city ordinary": (8, 12), "province abnormal": (2, 5), "province group": (1, 6)},
    (2007, 4): {"city ordinary": (6, 9), "city abnormal": (4, 9), "capital abnormal": (1, 1)},
    (2008, 1): {"city ordinary": (6, 8), "city abnormal": (2, 3)},
    (2008, 2): {"city ordinary": (9, 13), "province ordinary": (1, 2)},
    (2008, 3): {"city ordinary": (5, 7), "city abnormal": (1, 2)},
    (2008, 4): {"city ordinary": (4, 6), "city abnormal": (1, 1), "capital ordinary": (1, 2)},
}  # fmt: skip
ANSWERS = (
    ("right", "受理、告知、答复都在期限内，意见已经送达并落实。"),
    ("wanting", "处理意见落实慢了一个月，已督促承办单位限期落实。"),
    ("untold", "通报只有数，没有写明是哪件事项，已向市局询问。"),
)
GROWTH = (
    (date(2007, 1, 1), date(2007, 12, 31), "24.8", "云溪区统计局 2007 年统计公报", date(2008, 3, 12)),
    (date(2008, 1, 1), date(2008, 11, 30), "26.3", "云溪区统计局 2008 年 11 月统计快报", date(2008, 12, 18)),
)


def told(office: Office, days: Calendar) -> None:
    """Eight quarters of notices, each answered; growth of two years with its sources."""
    by = replace(office.clerk, label="统计员")
    for place, ((year, quarter), visits) in enumerate(QUARTERS.items()):
        first, last = date(year, 3 * quarter - 2, 1), _end(year, 3 * quarter)
        number = f"市信通〔{last.year}〕{quarter}号"
        pk, came = _enter(office, number, first, last, visits, days, by)
        day = days.next_working(came + timedelta(days=6))
        verdict, found = ANSWERS[place % len(ANSWERS)]
        checked = Checked(day, verdict, found)
        upward.check_handling(notice_id=pk, checked=checked, by=by, at=at_time(day, 16))
    _growth(by)


def last_month(office: Office, now: datetime, days: Calendar) -> None:
    """The newest month's notice, which nobody has answered yet; none while it could not have come."""
    last = timezone.localdate(now).replace(day=1) - timedelta(days=1)
    visits: Visits = {"city ordinary": (2, 3), "province ordinary": (1, 1)}
    if days.next_working(last + timedelta(days=4)) >= timezone.localdate(now):
        last = last.replace(day=1) - timedelta(days=1)
    number = f"市信通〔{last.year}〕{last.month + 10}号"
    _enter(office, number, last.replace(day=1), last, visits, days, replace(office.clerk, label="统计员"))


def _enter(
    office: Office, number: str, first: date, last: date, visits: Visits, days: Calendar, by: Actor
) -> tuple[int, date]:
    """The notice as the city sent it, every level and kind told; its id, and the day on which it came."""
    came = days.next_working(last + timedelta(days=3))
    lines = [
        Count(level, kind, *visits.get(f"{level} {kind}", (0, 0)))
        for level, _l in LEVELS
        for kind, _k in KINDS
    ]
    entry = NoticeEntry(number, SENDER, came, came, first, last, lines)
    return upward.enter_notice(entry=entry, unit_id=office.root_id, by=by, at=at_time(came, 15)), came


def _growth(by: Actor) -> None:
    at = at_time(date(2008, 12, 19), 10)
    gdp = indicators.add_indicator(
        key="gdp_change", name="地区生产总值同比增长", unit="%", changes=True, by=by, at=at
    )
    for first, last, value, source, day in GROWTH:
        entry = ValueEntry(gdp, first, last, Decimal(value), source, day)
        indicators.enter_value(entry=entry, by=by, at=at)


def _end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
