"""What a petitioner takes home, and what the petitioner sees later with it."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from xinfang.casework.petitions.codes import query_code, query_digest
from xinfang.casework.petitions.models import Channel, Form, Matter, Raising, TimelineEntry
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.engines.numbering import parse_number
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["Followed", "Receipt", "Step", "follow", "receipt"]


# Acts that the table has words for the public for; the arrival itself is told first.
TOLD = {row.verb for row in TRANSITIONS if row.public} - {"register"}


@dataclass(frozen=True)
class Receipt:
    """The slip. `title` is blank for an accusation: the slip may be found by others."""

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


@dataclass(frozen=True)
class Step:
    """A step that the public may know of: register, repeat, joined, route, conclude."""

    verb: str
    at: datetime
    unit: str


@dataclass(frozen=True)
class Followed:
    """How a petition's matter stands, for the one who holds its code."""

    number: str
    matter_id: int
    title: str
    state: str
    public: Promise | str
    kind: str
    way: str
    heads: int
    received_at: datetime
    steps: tuple[Step, ...]
    office: Unit
    unit: Unit | None


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
        **_shared(raising),
    )


def follow(number: str, code: str) -> Followed | None:
    """The state of the petition with a number, for its query code. One answer for every wrong try.

    The digest is computed and compared in constant time whether or not the number exists.
    """
    parsed = parse_number(number[:40])
    raising = None
    if parsed and parsed[0] < 10_000 and parsed[1] < 2**31:
        raising = _raising(year=parsed[0], serial=parsed[1])
    right = bytes(raising.petition.query_digest) if raising else b"\x00" * 16
    same = hmac.compare_digest(query_digest(code[:80]) or b"\x01" * 16, right)
    if raising is None or not same or raising.matter.state == "reverted":
        return None
    state = STATES[raising.matter.state]
    return Followed(state=state.key, public=state.public, steps=_steps(raising), **_shared(raising))


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
    }


def _steps(raising: Raising) -> tuple[Step, ...]:
    """This petition's own arrival, then what happened to its matter from then on."""
    lines = TimelineEntry.objects.filter(matter_id=raising.matter_id).order_by("at", "pk")
    first = Step(raising.kind, raising.petition.received_at, "")
    acts = [line for line in lines if line.verb in TOLD]
    return (first, *(Step(line.verb, line.at, str(line.data.get("to", ""))) for line in acts))
