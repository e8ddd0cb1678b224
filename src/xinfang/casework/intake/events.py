"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["RaisedAgain"]


@dataclass(frozen=True)
class RaisedAgain:
    """Petitions came that raise matters which are known (重复, 并入). No act of the workflow: the matters stand
    where they stood."""

    petition_ids: tuple[int, ...]
    at: datetime
