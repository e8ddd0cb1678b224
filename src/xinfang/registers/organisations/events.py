"""What other rooms may hear of units."""

from dataclasses import dataclass
from datetime import date

__all__ = ["UnitsMerged"]


@dataclass(frozen=True)
class UnitsMerged:
    """A unit ended and its work goes to another from a day on."""

    unit_id: int
    into_id: int
    on: date
