"""What waits for the actor's answer or ruling, and how much it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from xinfang.casework.acts.queries import allowed
from xinfang.casework.deadlines.light import Light
from xinfang.casework.deadlines.queries import lights
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.petitions.queries import TimelineRow
from xinfang.faces.workbench.case.step import Act, acts_of
from xinfang.faces.workbench.history.words import Happened, happened
from xinfang.registers.staff.scope import Scope

__all__ = ["Waiting", "count", "waiting"]

SHOWN = 200
STATES = {"objected": "route", "disputed": "decide_dispute"}  # state -> the right of whoever answers
BEGINS = ("forward", "assign", "rule")
COURSE = ("object", "keep", "escalate")
ANSWERS = ("take_back", "receive_back", "keep", "rule")


@dataclass(frozen=True)
class Waiting:
    """One matter that waits: what each side said, oldest first; the time that runs; the acts that answer."""

    pk: int
    number: str
    title: str
    confined: bool
    unit: str
    course: tuple[Happened, ...]
    light: Light
    acts: tuple[Act, ...]


def count(scope: Scope) -> int:
    """How many matters wait for the actor."""
    return sum(petitions.capped_counts([_of(scope, *each) for each in STATES.items()]))


def waiting(scope: Scope, state: str, today: date) -> list[Waiting]:
    """The matters that wait in a state of STATES, those received first at the top."""
    found = _of(scope, state, STATES[state]).select_related("unit").order_by("received_at", "pk")
    matters = list(found[:SHOWN])
    ids = [matter.pk for matter in matters]
    shown, told = lights(ids, today), petitions.lines_of(ids, (*BEGINS, *COURSE))
    return [
        Waiting(
            pk=matter.pk,
            number=matter.number,
            title=matter.title,
            confined=matter.confined,
            unit=str(matter.unit or ""),
            course=tuple(happened(line) for line in _course(told.get(matter.pk, ()))),
            light=shown[matter.pk],
            acts=tuple(
                act for act in acts_of(matter.number, allowed(scope, matter, today)) if act.verb in ANSWERS
            ),
        )
        for matter in matters
    ]


def _of(scope: Scope, state: str, right: str) -> Any:
    """Matters in a state whose office or sender is in the actor's reach; a superior has both sides in it."""
    found = petitions.matters(scope, permission=right).filter(state=state)
    reach = scope.reach(right)
    if reach is None:
        return found
    both = Q(registered_unit_id__in=reach, unit_id__in=reach)
    office = Q(registered_unit_id__in=reach) & ~Q(unit=F("registered_unit"))
    sender = Q(sent_by_unit_id__in=reach) & ~Q(unit=F("sent_by_unit"))
    return found.filter(both if state == "disputed" else office | sender)


def _course(lines: Sequence[TimelineRow]) -> Iterator[TimelineRow]:
    """What was said since the matter came to the unit that has it."""
    since = max((place for place, line in enumerate(lines) if line.verb in BEGINS), default=-1)
    return (line for line in lines[since + 1 :])
