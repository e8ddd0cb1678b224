"""The demonstration year: 2007 and 2008 of the fictional district, through the same actions as everybody's.

The same seed gives the same figures and texts; running it twice adds nothing.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import route
from xinfang.casework.intake.actions import register_many
from xinfang.casework.intake.arrivals import Refused, Registered
from xinfang.casework.intake.known import known
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration import appraising, network, outside, receptions
from xinfang.faces.cli.demonstration.composing import Brought, Composer, form_key
from xinfang.faces.cli.demonstration.handling import Routed, handle
from xinfang.faces.cli.demonstration.office import Office, found
from xinfang.faces.cli.demonstration.oversight import oversee
from xinfang.faces.cli.demonstration.planning import Planned, at_time, plan, round_day
from xinfang.faces.cli.demonstration.receptions import Visit
from xinfang.faces.cli.demonstration.retelling import Memory
from xinfang.faces.cli.demonstration.volumes import YEARS, Volume
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import take_stock
from xinfang.kernel.notices.actions import mark_read
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.queries import accounts
from xinfang.registers.staff.scope import whole

__all__ = ["build", "steps"]

SEED = 20081012
Tell = Callable[[int], None]
_Opened = list[tuple[int, str, Brought]]  # matter id, number, what opened it


def steps() -> int:
    """How many arrivals `build` tells of."""
    return sum(
        part.letters + len(part.joint) + part.batches + len(part.groups)
        for volume in YEARS
        for part in (volume.eleven, volume.december)
    )


@transaction.atomic
def build(tell: Tell = lambda count: None, say: Callable[[str], None] = lambda part: None) -> Office:
    """Make the district and its two years; `tell` hears how many arrivals were registered each time, `say`
    which part comes after them."""
    office = found(at_time(date(2007, 1, 4), 9))
    if known([form_key(f"{YEARS[0].year}-0001")]):
        tell(steps())
        return office
    routed: list[Routed] = []
    for series, volume in enumerate(YEARS):
        chance = random.Random(SEED + volume.year)  # noqa: S311 - not a secret
        opened = _year(office, volume, chance, series, tell)
        routed += _route(office, opened, calendar(), chance)
    take_stock()
    say(_("办理演示年度的来件"))
    handled = handle(office, routed, calendar(), random.Random(SEED))  # noqa: S311 - not a secret
    say(_("演示年度的接访、督办、积案"))
    receptions.hold(office, [_visit(*row) for row in opened if row[2].arrival.cell == "visit"])
    oversee(office, handled, calendar(), random.Random(SEED + 1))  # noqa: S311 - not a secret
    say(_("演示年度的信息和会议"))
    network.run(office)
    take_stock()
    outside.told(office, calendar())
    appraising.appraise(office, calendar())
    _read(office)
    return office


def _read(office: Office) -> None:
    """What was told inside in those years was read in those years."""
    then = at_time(date(2009, 2, 2), 9)
    for user in accounts(whole(office.clerk), then.date()):
        mark_read(uid=None, by=Actor(user.pk, str(user)), at=then)


def _visit(matter_id: int, number: str, brought: Brought) -> Visit:
    arrival = brought.arrival
    assert arrival.received_at
    day = timezone.localdate(arrival.received_at)
    return Visit(number, matter_id, day, arrival.head_count or 1, brought.unit_code, arrival.purpose)


def _year(office: Office, volume: Volume, chance: random.Random, series: int, tell: Tell) -> _Opened:
    composer, memory, days = Composer(office, chance, series), Memory(chance), calendar()
    opened: _Opened = []
    planned_year = plan(volume, days, chance)
    rounds = groupby(planned_year, key=lambda row: round_day(timezone.localdate(row.moment), days))
    for day, planned in rounds:
        known = list(planned)
        brought = [_brought(composer, memory, one) for one in known]
        opened += _register(office, brought, memory, at_time(day, 17, 30))
        tell(len(known))
    return opened


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
            if isinstance(outcome, Registered):
                opened.append((outcome.matter_id, outcome.number, one))
    return opened


def _route(office: Office, opened: _Opened, days: Calendar, chance: random.Random) -> list[Routed]:
    """To the deciding unit some days after receipt; one in thirty later than the fifteen days."""
    sent: dict[tuple[date, str], list[int]] = {}
    found = []
    for matter_id, _number, brought in opened:
        assert brought.arrival.received_at
        after = chance.randrange(16, 22) if chance.random() < 0.03 else chance.randrange(1, 9)
        day = round_day(timezone.localdate(brought.arrival.received_at) + timedelta(days=after), days)
        sent.setdefault((day, brought.unit_code), []).append(matter_id)
        unit = str(office.units[brought.unit_code])
        found.append(Routed(matter_id, unit, brought.arrival.purpose, at_time(day, 17, 45)))
    for (day, unit_code), ids in sorted(sent.items()):
        unit_id, at = office.units[unit_code].pk, at_time(day, 17, 45)
        route(matter_ids=ids, to_unit_id=unit_id, by=office.clerk, at=at, on_paper=True)
    return found
