"""What is asked of issued documents."""

from dataclasses import dataclass
from datetime import datetime

from xinfang.casework.letters.models import Document, DocumentKind

__all__ = ["Issued", "issued"]


@dataclass(frozen=True)
class Issued:
    """A document as the case page shows it."""

    pk: int
    kind: str
    number: str
    body: str
    issued_at: datetime
    issued_by: str


def issued(matter_id: int) -> list[Issued]:
    """The documents of a matter that stand, newest first."""
    found = Document.objects.filter(matter_id=matter_id, reverted_at=None).order_by("-issued_at", "-pk")
    return [
        Issued(
            document.pk,
            str(DocumentKind(document.kind).label),
            document.number,
            document.body,
            document.issued_at,
            document.issued_by,
        )
        for document in found
    ]
