"""A document before its first save, as the page of a new letter shows it."""

from datetime import datetime

from xinfang.casework.letters.facts import first_said, stage_of
from xinfang.casework.letters.models import Document
from xinfang.casework.letters.queries import Offer
from xinfang.casework.petitions.models import Matter
from xinfang.registers.staff.scope import Scope

__all__ = ["blank"]


def blank(scope: Scope, matter: Matter, offer: Offer, at: datetime) -> Document:
    """The document of an offer as it would begin; not stored."""
    made = Document(
        matter=matter,
        kind=offer.kind.key,
        verb=offer.verb,
        unit_id=offer.unit_id,
        to_unit_id=matter.unit_id if offer.kind.to == "unit" else None,
        drafted_by=scope.actor.user_id,
        drafter=scope.actor.label,
    )
    made.parts = first_said(made, at)
    if offer.kind.together:
        made.parts["stage"] = stage_of(matter)
    if "contact" in made.parts:
        made.parts["contact"] = _contact(made) or made.parts["contact"]
    return made


def _contact(blank: Document) -> str:
    """Whom to call, as the same person wrote it last in a letter of the same unit."""
    if blank.drafted_by is None or blank.unit_id is None:
        return ""
    mine = Document.objects.filter(drafted_by=blank.drafted_by, unit_id=blank.unit_id)
    said = mine.filter(parts__contact__regex=r"\S").order_by("-saved_at", "-pk")
    return str(said.values_list("parts__contact", flat=True).first() or "")
