"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import date, datetime

__all__ = ["DaysMoved"]


@dataclass(frozen=True)
class DaysMoved:
    """The calendar changed, and these last days moved with it: clock id -> the day it was before."""

    before: dict[int, date]
    by_user: int | None
    at: datetime
