"""The demonstration year: 2007 and 2008 of the fictional district, through the same actions as everybody's.

The same seed gives the same figures and texts; running it twice adds nothing.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake.actions import register_many
from xinfang.casework.intake.arrivals import Refused, Registered
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.composing import Brought, Composer, form_key
from xinfang.faces.cli.demonstration.office import Office, found
from xinfang.faces.cli.demonstration.planning import Planned, at_time, plan, round_day
from xinfang.faces.cli.demonstration.retelling import Memory
from xinfang.faces.cli.demonstration.topics import ANSWERS
from xinfang.faces.cli.demonstration.volumes import YEARS, Volume
from xinfang.registers.calendars.queries import calendar

__all__ = ["build", "steps"]

SEED = 20081012
Tell = Callable[[int], None]
_Opened = list[tuple[int, str, datetime]]  # matter id, unit code, received at


def steps() -> int:
    """How many arrivals `build` tells of."""
    return sum(
        part.letters + len(part.joint) + part.batches + len(part.groups)
        for volume in YEARS
        for part in (volume.eleven, volume.december)
    )


@transaction.atomic
def build(tell: Tell = lambda count: None) -> Office:
    """Make the district and its two years; `tell` hears how many arrivals were handled each time."""
    office = found(at_time(date(2007, 1, 4), 9))
    for series, volume in enumerate(YEARS):
        _year(office, volume, random.Random(SEED + volume.year), series, tell)  # noqa: S311 - not a secret
    return office


def _year(office: Office, volume: Volume, chance: random.Random, series: int, tell: Tell) -> None:
    composer, memory, days = Composer(office, chance, series), Memory(chance), calendar()
    opened: _Opened = []
    planned_year = plan(volume, days, chance)
    rounds = groupby(planned_year, key=lambda row: round_day(timezone.localdate(row.moment), days))
    for day, planned in rounds:
        known = list(planned)
        brought = [_brought(composer, memory, one) for one in known]
        opened += _register(office, brought, memory, at_time(day, 17, 30))
        tell(len(known))
    _route(office, opened, days, chance)
    _answer(office, opened, days, chance)


def _brought(composer: Composer, memory: Memory, planned: Planned) -> Brought:
    """A new matter, or about one time in eight the same people with theirs again."""
    again = memory.again(planned.cell, planned.moment)
    if again is None:
        return composer.compose(planned.key, planned.cell, planned.moment, planned.heads)
    return memory.retold(again, form_key(planned.key), planned.cell, planned.moment, planned.heads)


def _register(office: Office, brought: list[Brought], memory: Memory, at: datetime) -> _Opened:
    outcomes = register_many(
        [one.arrival for one in brought], unit_id=office.root_id, by=office.clerk, at=at, find_repeats=False
    )
    opened: _Opened = []
    for one, outcome in zip(brought, outcomes, strict=True):
        if isinstance(outcome, Refused):
            raise RuntimeError(f"The demonstration holds an arrival that is refused: {outcome.problems}")
        if one.arrival.raising_kind == "first":
            memory.keep(one, outcome.matter_id)
            if isinstance(outcome, Registered) and one.arrival.received_at:
                opened.append((outcome.matter_id, one.unit_code, one.arrival.received_at))
    return opened


def _route(office: Office, opened: _Opened, days: Calendar, chance: random.Random) -> None:
    """To the deciding unit some days after receipt; one in thirty later than the fifteen days."""
    routed: dict[tuple[date, str], list[int]] = {}
    for matter_id, unit_code, received_at in opened:
        after = chance.randrange(16, 22) if chance.random() < 0.03 else chance.randrange(1, 9)
        day = round_day(timezone.localdate(received_at) + timedelta(days=after), days)
        routed.setdefault((day, unit_code), []).append(matter_id)
    for (day, unit_code), ids in sorted(routed.items()):
        unit_id = office.units[unit_code].pk
        route(matter_ids=ids, to_unit_id=unit_id, by=office.clerk, at=at_time(day, 17, 45))


def _answer(office: Office, opened: _Opened, days: Calendar, chance: random.Random) -> None:
    """Nearly all are answered, most of them in time, recorded month by month; the others are withdrawn."""
    months: dict[tuple[int, int], list[Answer]] = {}
    for matter_id, unit_code, received_at in opened:
        if chance.random() < 0.04:
            _withdraw(office, matter_id, received_at + timedelta(days=40))
            continue
        after = chance.randrange(62, 85) if chance.random() < 0.05 else chance.randrange(22, 58)
        if chance.random() < 0.15:
            after = chance.randrange(9, 15)
        issued = at_time(round_day(timezone.localdate(received_at) + timedelta(days=after), days), 18)
        unit = str(office.units[unit_code])
        answer = Answer(matter_id, chance.choice(ANSWERS), issued, unit)
        months.setdefault((issued.year, issued.month), []).append(answer)
    for _month, answers in sorted(months.items()):
        record_answers(answers, by=office.clerk, at=max(answer.issued_at for answer in answers))


def _withdraw(office: Office, matter_id: int, at: datetime) -> None:
    """The petitioner takes it back, in writing: nobody owes a notice any more."""
    perform(verb="withdraw", matter_ids=[matter_id], by=office.clerk, at=at)
