"""The room's tables: documents, and the proof of their service."""

from xinfang.casework.letters.models.document import OPEN, OUT, Document, DocumentState
from xinfang.casework.letters.models.service import Relationship, Service, Way

__all__ = [
    "OPEN",
    "OUT",
    "Document",
    "DocumentState",
    "Relationship",
    "Service",
    "Way",
]
