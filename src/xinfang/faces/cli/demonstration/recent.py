"""Some forty arrivals of the last three weeks, so that the workbench shows due today, late and soon."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from xinfang.casework.acts.actions import route
from xinfang.casework.intake.actions import register
from xinfang.engines.workdays import Calendar, term
from xinfang.faces.cli.demonstration.coming import coming
from xinfang.faces.cli.demonstration.composing import Composer
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.registers.calendars.queries import calendar

__all__ = ["COUNT", "build"]

COUNT = 40
DAYS_BACK = 21
ROUTING = 15  # days, 条例 2022, 22
CELLS = ("online", "online", "online", "phone", "phone", "letter", "visit", "visit", "visit", "group_visit")


@dataclass(frozen=True)
class _Waiting:
    """How many unrouted ones the register should hold, by when they are due."""

    late: int = 3
    today: int = 3
    soon: int = 4


@transaction.atomic
def build(office: Office, now: datetime, tell: Callable[[int], None] = lambda count: None) -> None:
    """Register the arrivals at their own moments, none after `now`; most are routed, some wait."""
    chance = random.Random(timezone.localdate(now).toordinal())  # noqa: S311 - not a secret
    composer = Composer(office, chance, 3)
    for number, (day, waits) in enumerate(_days(timezone.localdate(now), chance), start=1):
        moment = min(at_time(day, chance.randrange(9, 17), chance.randrange(60)), now - timedelta(minutes=20))
        cell = CELLS[number % len(CELLS)]
        heads = {"group_visit": 6, "visit": chance.randrange(1, 4)}.get(cell, 1)
        brought = composer.compose(f"recent-{day}-{number}", cell, moment, heads)
        at = moment + timedelta(minutes=10)
        told = register(brought.arrival, unit_id=office.root_id, by=office.clerk, at=at)
        if not waits:
            unit_id = office.units[brought.unit_code].pk
            routed_at = min(at_time(day, 17, 30) + timedelta(days=chance.randrange(1, 5)), now)
            route(matter_ids=[told.matter_id], to_unit_id=unit_id, by=office.clerk, at=max(at, routed_at))
        tell(1)
    coming(office, now)


def _days(today: date, chance: random.Random) -> list[tuple[date, bool]]:
    """(day of receipt, whether it still waits for routing), in order of time."""
    days = calendar()
    back = [today - timedelta(days=n) for n in range(DAYS_BACK + 1)]
    worked = [day for day in back if days.is_working(day)]
    by_due = _by_due(days, worked, today)
    found: list[tuple[date, bool]] = []
    for name, count in vars(_Waiting()).items():
        found += [(chance.choice(by_due[name]), True) for _ in range(count) if by_due[name]]
    newest = worked[:2]
    found += [(day, True) for day in newest for _ in range(3)]
    found += [(chance.choice(worked[1:]), False) for _ in range(COUNT - len(found))]
    return sorted(found)


def _by_due(days: Calendar, worked: list[date], today: date) -> dict[str, list[date]]:
    """Days of receipt that leave an unrouted matter late, due today, and due on the next day there is."""
    due = {day: term(days, day, ROUTING, "days").due for day in worked}
    following = min((last for last in due.values() if last > today), default=today)
    return {
        "late": [day for day, last in due.items() if last < today],
        "today": [day for day, last in due.items() if last == today],
        "soon": [day for day, last in due.items() if last == following > today],
    }
