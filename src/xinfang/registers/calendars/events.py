"""What other rooms may hear of the calendar."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["CalendarChanged"]


@dataclass(frozen=True)
class CalendarChanged:
    """Days of these years were entered, changed or confirmed: dates that were provisional may move."""

    years: tuple[int, ...]
    at: datetime
