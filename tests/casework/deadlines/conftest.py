"""The shipped calendar, put into the tables as an office would have it."""

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import xinfang.registers.calendars
from xinfang.registers.calendars.models import CalendarDay, CalendarYear

FILE = Path(xinfang.registers.calendars.__file__).parent / "data" / "days.csv"
CHANGED = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def shipped_calendar(db: None) -> None:
    """All shipped days; 2004 to 2026 confirmed, 2027 not."""
    rows = csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())
    CalendarDay.objects.all().delete()
    CalendarYear.objects.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=date.fromisoformat(row["date"]), working=row["working"] == "1", name=row["name"])
        for row in rows
    )
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, confirmed=year < 2027, changed_at=CHANGED) for year in range(2004, 2028)
    )
