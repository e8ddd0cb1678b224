"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["RaisedAgain"]


@dataclass(frozen=True)
class RaisedAgain:
    """Petitions came that raise known matters (重复, 并入). No act of the workflow: no matter moves."""

    petition_ids: tuple[int, ...]
    at: datetime
