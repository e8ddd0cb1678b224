"""What the room tells upwards."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["DocumentMoved"]


@dataclass(frozen=True)
class DocumentMoved:
    """A step was taken with a document: submit, send_back, sign, seal, serve. `by_user`: who did it."""

    document_id: int
    matter_id: int
    unit_id: int | None
    kind: str
    step: str
    at: datetime
    by_user: int | None
