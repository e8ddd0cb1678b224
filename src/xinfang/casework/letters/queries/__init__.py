"""What is asked of documents; the first argument is the actor's scope where people ask."""

from xinfang.casework.letters.models import Document
from xinfang.casework.letters.queries.beginning import begun, blank
from xinfang.casework.letters.queries.imported import opinions
from xinfang.casework.letters.queries.petitioner import Paper, paper, to_petitioner
from xinfang.casework.letters.queries.rights import (
    Offer,
    document_in,
    offers,
    rights,
    rights_after,
    signing_units,
)
from xinfang.casework.letters.queries.serving import begun_by_service, photo_of

__all__ = [
    "Document",
    "Offer",
    "Paper",
    "begun",
    "begun_by_service",
    "blank",
    "document_in",
    "offers",
    "opinions",
    "paper",
    "photo_of",
    "rights",
    "rights_after",
    "signing_units",
    "to_petitioner",
]
