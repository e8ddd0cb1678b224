"""What the room tells upwards; always of several matters, so that one and ten thousand go the same way."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["MattersConcluded", "MattersOpened", "MattersReverted", "MattersRouted"]


@dataclass(frozen=True)
class MattersOpened:
    """Matters registered for the first time: (matter id, received at)."""

    matters: tuple[tuple[int, datetime], ...]
    at: datetime


@dataclass(frozen=True)
class MattersRouted:
    """Matters sent to the unit with the power to decide."""

    matter_ids: tuple[int, ...]
    at: datetime


@dataclass(frozen=True)
class MattersConcluded:
    """Matters answered: (matter id, when)."""

    matters: tuple[tuple[int, datetime], ...]
    at: datetime


@dataclass(frozen=True)
class MattersReverted:
    """Matters whose registration was taken back with its import."""

    matter_ids: tuple[int, ...]
    at: datetime
