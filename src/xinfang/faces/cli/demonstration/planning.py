"""When what arrives: the volumes of a year laid on its working days, more of them after the earthquake."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.composing import QUAKE
from xinfang.faces.cli.demonstration.volumes import Span, Volume

__all__ = ["Planned", "at_time", "plan", "round_day"]

BULGE = (QUAKE + timedelta(days=1), date(2008, 7, 18))
ROUNDS = (1, 4)  # Tuesdays and Fridays: what came since the last round is registered and routed


@dataclass(frozen=True)
class Planned:
    """An arrival to come: its key, its cell, the moment, the heads."""

    key: str
    cell: str
    moment: datetime
    heads: int


def plan(volume: Volume, days: Calendar, chance: random.Random) -> list[Planned]:
    """A year's arrivals in order of time."""
    year = volume.year
    eleven = _laid(volume.eleven, _worked(days, date(year, 1, 1), date(year, 11, 28)), chance)
    december = _laid(volume.december, _worked(days, date(year, 12, 1), date(year, 12, 30)), chance)
    found = sorted((*eleven, *december), key=lambda row: row[1])
    return [
        Planned(f"{year}-{number:04d}", cell, moment, heads)
        for number, (cell, moment, heads) in enumerate(found, start=1)
    ]


def _worked(days: Calendar, first: date, last: date) -> list[date]:
    between = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in between if days.is_working(day)]


def _laid(part: Span, days: list[date], chance: random.Random) -> list[tuple[str, datetime, int]]:
    weights = [2.3 if BULGE[0] <= day <= BULGE[1] else 1.0 for day in days]
    arrivals = [("letter", 1)] * part.letters
    arrivals += [("joint_letter", heads) for heads in part.joint]
    arrivals += [("visit", heads) for heads in _batches(part.batches, part.heads, chance)]
    arrivals += [("group_visit", heads) for heads in part.groups]
    found = []
    for cell, heads in arrivals:
        day = chance.choices(days, weights)[0]
        minute = chance.randrange(9 * 60, 17 * 60)
        found.append((cell, at_time(day, minute // 60, minute % 60), heads))
    return found


def _batches(count: int, heads: int, chance: random.Random) -> list[int]:
    """`heads` people in `count` batches of one to four."""
    found = [1] * count
    left = heads - count
    while left:
        batch = chance.randrange(count)
        if found[batch] < 4:
            found[batch] += 1
            left -= 1
    return found


def at_time(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day by the office's clock."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


def round_day(day: date, days: Calendar) -> date:
    """The day itself, or the next Tuesday or Friday that is worked."""
    while day.weekday() not in ROUNDS or not days.is_working(day):
        day += timedelta(days=1)
    return day
