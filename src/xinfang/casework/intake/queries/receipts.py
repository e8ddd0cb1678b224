"""What a petitioner takes home."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xinfang.casework.acts.together import after_the_end
from xinfang.casework.petitions.codes import query_code
from xinfang.casework.petitions.models import Channel, Form, Matter, Raising
from xinfang.casework.workflow import STATES
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["Receipt", "receipt"]


@dataclass(frozen=True)
class Receipt:
    """The slip. `title` is blank for an accusation: the slip may be found by others. `ended`: it brings again
    what has gone through the three levels."""

    petition_id: int
    number: str
    query_code: str
    matter_id: int
    matter_number: str
    kind: str  # first, repeat, joined
    title: str
    way: str
    heads: int
    received_at: datetime
    registered_by: int | None
    registered_at: datetime
    office: Unit
    unit: Unit | None
    state: str
    confined: bool
    ended: bool = False

    @property
    def public(self) -> str:
        """Where the matter stands, as the public calls it; of an accusation nothing."""
        return "" if self.confined else str(STATES[self.state].public)

    @property
    def handled_by(self) -> Unit | None:
        """Who handles it, once that is settled."""
        return None if self.confined or self.state in ("objected", "disputed") else self.unit


def receipt(scope: Scope, number: str) -> Receipt | None:
    """The receipt of a petition in scope, or of one that the actor registered (an accusation, too)."""
    raising = _raising(number=number)
    if raising is None:
        return None
    petition, matter = raising.petition, raising.matter
    own = petition.registered_by is not None and petition.registered_by == scope.actor.user_id
    if not own and not Matter.objects.visible_to(scope).filter(pk=matter.pk).exists():
        return None
    return Receipt(
        petition_id=petition.pk,
        query_code=query_code(petition.uid, petition.query_version),
        registered_by=petition.registered_by,
        registered_at=petition.registered_at,
        matter_number=matter.number,
        ended=after_the_end(matter.pk, petition.pk),
        **_shared(raising),
    )


def _raising(**petition: Any) -> Raising | None:
    found = Raising.objects.select_related("petition__registered_unit", "matter__unit")
    named = {f"petition__{key}": value for key, value in petition.items()}
    return found.filter(petition__reverted_at=None, **named).order_by("pk").first()


def _shared(raising: Raising) -> dict[str, Any]:
    petition, matter = raising.petition, raising.matter
    form = Form(petition.form)
    return {
        "number": petition.number,
        "matter_id": matter.pk,
        "kind": raising.kind,
        "title": "" if matter.confined else matter.title,
        "way": str(Channel(petition.channel).label if form == Form.SINGLE else form.label),
        "heads": petition.head_count,
        "received_at": petition.received_at,
        "office": petition.registered_unit,
        "unit": matter.unit,
        "state": matter.state,
        "confined": matter.confined,
    }
