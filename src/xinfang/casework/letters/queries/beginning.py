"""A document before its first save: with everything that is known of the matter filled in."""

from datetime import datetime

from django.utils import translation

from xinfang.casework.letters.facts import facts, stage_of
from xinfang.casework.letters.models import OPEN, Document
from xinfang.casework.letters.queries.rights import Offer
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.grammar import filled
from xinfang.registers.staff.scope import Scope

__all__ = ["begun", "blank"]


def begun(matter_id: int, verb: str) -> Document | None:
    """The document of an act that somebody is writing already; None for kinds without an act."""
    found = Document.objects.filter(matter_id=matter_id, verb=verb, state__in=OPEN, reverted_at=None)
    return found.select_related("matter", "unit", "to_unit", "replaces").first() if verb else None


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
    with translation.override("zh-hans"):
        known = facts(made, at)
        made.parts = {part.key: filled(part.first, known).strip() for part in offer.kind.parts if part.first}
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
