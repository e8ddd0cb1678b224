"""The shipped calendar, put into the tables as an office would have it."""

import csv
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import xinfang.registers.calendars
from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.events import Terms
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.models import CalendarDay, CalendarYear

FILE = Path(xinfang.registers.calendars.__file__).parent / "data" / "days.csv"
SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANGED = datetime(2026, 1, 1, tzinfo=SHANGHAI)
BY = Actor(None, "测试")


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


class Life:
    """A matter, moved from day to day: each act by its verb, with what it fixes."""

    def __init__(self, matter_id: int, unit_id: int) -> None:
        self.matter_id, self.unit_id = matter_id, unit_id

    def does(self, verb: str, day: str, **terms: Any) -> int:
        """An act at ten in the morning of a day; returns its line of the timeline."""
        moment = at_ten(day)
        if verb in ("forward", "assign"):
            more = {"manner": verb, "due_on": terms.get("until"), "simple": terms.get("simple", False)}
            return route(matter_ids=[self.matter_id], to_unit_id=self.unit_id, by=BY, at=moment, **more)[0]
        fixed = Terms(**terms) if terms else None
        return perform(verb=verb, matter_ids=[self.matter_id], by=BY, at=moment, terms=fixed)[0]

    def goes(self, *steps: str) -> "Life":
        """Several acts: "accept 2026-10-20"."""
        for step in steps:
            self.does(*step.split())
        return self

    def clock(self, family: str) -> Clock:
        """The newest clock of a family."""
        return Clock.objects.filter(matter_id=self.matter_id, family=family).latest("pk")

    def clocks(self) -> list[tuple[str, str, str, str]]:
        """All clocks in the order in which they began: rule, first day, last day, state."""
        return [
            (each.rule, str(each.started_on), str(each.due_on), each.state)
            for each in Clock.objects.filter(matter_id=self.matter_id).order_by("pk")
        ]


def at_ten(day: str) -> datetime:
    """Ten in the morning of a day."""
    return datetime.combine(date.fromisoformat(day), time(10), tzinfo=SHANGHAI)


@pytest.fixture
def life(district: SimpleNamespace, arrival: Callable[..., Arrival]) -> Callable[..., Life]:
    """A matter received and registered on a day: life("2026-10-15", urgent=True)."""

    def begin(day: str = "2026-10-15", **changes: Any) -> Life:
        moment = at_ten(day)
        told = intake.register(
            arrival(received_at=moment, **changes), unit_id=district.root.pk, by=BY, at=moment
        )
        return Life(told.matter_id, district.street.pk)

    return begin
