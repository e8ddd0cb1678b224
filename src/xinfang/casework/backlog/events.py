"""What happened to a case, for rooms above."""

from dataclasses import dataclass
from datetime import datetime

from xinfang.kernel.actor import Actor

__all__ = ["CaseMoved"]


@dataclass(frozen=True)
class CaseMoved:
    """One event of a case on a matter: a key of `rules.EVENTS`."""

    matter_id: int
    kind: str
    by: Actor
    at: datetime
