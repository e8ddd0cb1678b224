"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import date, datetime

__all__ = ["Rated", "RatingsInvited"]


@dataclass(frozen=True)
class RatingsInvited:
    """Petitioners may rate from now on: (matter id, act id, last day)."""

    invited: tuple[tuple[int, int, date], ...]
    at: datetime


@dataclass(frozen=True)
class Rated:
    """A petitioner rated an answer. `dissatisfied`: with which bodies not content, as (Body, unit's id)."""

    invitation_id: int
    matter_id: int
    dissatisfied: tuple[tuple[str, int], ...]
    at: datetime
