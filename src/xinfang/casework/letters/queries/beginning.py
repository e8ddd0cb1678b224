"""A document of an act that is being written."""

from xinfang.casework.letters.models import OPEN, Document

__all__ = ["begun"]


def begun(matter_id: int, verb: str) -> Document | None:
    """The document of an act that somebody is writing already; None for kinds without an act."""
    found = Document.objects.filter(matter_id=matter_id, verb=verb, state__in=OPEN, reverted_at=None)
    return found.select_related("matter", "unit", "to_unit", "replaces").first() if verb else None
