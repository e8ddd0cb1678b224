"""What the room tells upwards; always of several matters, so that one and ten thousand go the same way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

__all__ = ["ActsUndone", "MattersMoved", "Moved", "PetitionerSpoke", "Terms"]


@dataclass(frozen=True)
class Terms:
    """What an act fixes beside the rule: a last day that somebody set, a number of days that was granted."""

    until: date | None = None
    days: int | None = None
    excused: bool = False  # late, for a reason that was accepted


NO_TERMS = Terms()


class Moved(NamedTuple):
    """One matter in an act. `act_id` is the line of the timeline that tells of it; `moment` the act's own.

    `answerable`: name and address are known, so that a notice is owed (R22 23; R05 22). `direct_at`: when
    the unit that decides received it itself from the petitioner; None: it was sent on to it.
    """

    matter_id: int
    act_id: int
    moment: datetime
    state: str  # before the act
    purpose: str
    answerable: bool = True
    urgent: bool = False
    simple: bool = False
    terms: Terms = NO_TERMS
    direct_at: datetime | None = None


@dataclass(frozen=True)
class MattersMoved:
    """An act of the workflow was done. `by_user`, `by_unit`: who did it; None for the system.

    `imported`: it was done long ago elsewhere and comes in with a table.
    """

    verb: str
    moved: tuple[Moved, ...]
    at: datetime
    by_user: int | None = None
    by_unit: int | None = None
    imported: bool = False


@dataclass(frozen=True)
class ActsUndone:
    """Acts without legal effect, taken back by who did them: (matter id, act id)."""

    acts: tuple[tuple[int, int], ...]
    at: datetime


@dataclass(frozen=True)
class PetitionerSpoke:
    """The holder of a petition's code added something (`add_information`) or wants to withdraw
    (`ask_withdrawal`). No act of the workflow: the matter stands where it stood."""

    verb: str
    matter_id: int
    act_id: int
    at: datetime
