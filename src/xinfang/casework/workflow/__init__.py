"""The life of a matter as one table (table.py), and what is asked of it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.workflow.sources import cited
from xinfang.casework.workflow.states import ACCEPTED, ENDED, STATES, State
from xinfang.casework.workflow.table import TRANSITIONS
from xinfang.casework.workflow.transition import (
    EFFECTS,
    IN_FORCE_2022,
    SEATS,
    Effect,
    Transition,
    way_of,
)
from xinfang.kernel.errors import Refusal

__all__ = [
    "ACCEPTED",
    "EFFECTS",
    "ENDED",
    "IN_FORCE_2022",
    "SEATS",
    "STATES",
    "TRANSITIONS",
    "Effect",
    "State",
    "Transition",
    "cited",
    "effects_of",
    "possible",
    "row_for",
    "way_of",
]

_TABLE = {(row.state, row.verb, way): row for row in TRANSITIONS for way in row.ways}


def possible(state: str, purpose: str, day: date) -> list[Transition]:
    """What may be done in a state with a matter of this purpose on a day, in the table's order."""
    way = way_of(purpose)
    return [row for row in TRANSITIONS if row.state == state and way in row.ways and row.known_on(day)]


def row_for(state: str, verb: str, purpose: str, day: date, can: Iterable[Transition] = ()) -> Transition:
    """The row of the table; raises Refusal, with the act's article, when there is none. `can`: what the one
    who asks may do instead, which the refusal names; who is not known is told of nothing."""
    row = _TABLE.get((state, verb, way_of(purpose)))
    if row and row.known_on(day):
        return row
    told = {"state": STATES[state].label if state in STATES else state}
    sentence = _("事项现在是“%(state)s”，不能这样做。") % told
    if verbs := "、".join(dict.fromkeys(str(option.label) for option in can)):
        sentence = _("事项现在是“%(state)s”，不能这样做；可以做的是：%(verbs)s。") % {**told, "verbs": verbs}
    raise Refusal(cited(sentence, verb, day))


def effects_of(state: str, verb: str, purpose: str) -> tuple[Effect, ...]:
    """What an act does to clocks; nothing when the table has no such row."""
    row = _TABLE.get((state, verb, way_of(purpose)))
    return row.effects if row else ()
