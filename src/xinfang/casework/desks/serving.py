"""What service of a document will do, and what proves a refusal."""

from datetime import datetime

from django.utils import timezone

from xinfang.casework.letters.following import following
from xinfang.casework.letters.models import Document
from xinfang.casework.wording.terms import Told, told_of

__all__ = ["begun_by_service", "ends_by_service", "photo_of"]


def begun_by_service(document: Document, at: datetime) -> list[Told]:
    """The clocks that end or begin when a document is received at a moment."""
    return [
        told
        for then in following(document, timezone.localdate(at))
        if then.verb != "conclude"
        for told in told_of(document.matter, then.verb, {}, at, then.terms.until)
    ]


def ends_by_service(document: Document, at: datetime) -> bool:
    """Whether the matter is concluded when the document is received, unless something holds it."""
    return any(then.verb == "conclude" for then in following(document, timezone.localdate(at)))


def photo_of(document: Document) -> int | None:
    """The stored file that shows how the document was refused."""
    found = document.services.filter(photo__isnull=False, replaced_by=None).order_by("-pk").first()
    return found.photo_id if found else None
