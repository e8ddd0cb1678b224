"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import date, datetime

__all__ = ["RatingsInvited"]


@dataclass(frozen=True)
class RatingsInvited:
    """Petitioners may rate from now on: (matter id, act id, last day)."""

    invited: tuple[tuple[int, int, date], ...]
    at: datetime
