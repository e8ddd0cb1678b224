"""What is asked of documents; the first argument is the actor's scope where people ask."""

from xinfang.casework.letters.models import Document, Service
from xinfang.casework.letters.queries.beginning import begun
from xinfang.casework.letters.queries.rights import (
    Offer,
    document_in,
    offers,
    rights,
    rights_after,
    signing_units,
)

__all__ = [
    "Document",
    "Offer",
    "Service",
    "begun",
    "document_in",
    "offers",
    "rights",
    "rights_after",
    "signing_units",
]
