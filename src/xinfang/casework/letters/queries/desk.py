"""What lies on somebody's desk: to be signed, sent back to me, to be served."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.letters.queries.rights import signing_units
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import KINDS
from xinfang.registers.staff.scope import Scope

__all__ = ["DESKS", "Lying", "desk", "waiting_for"]

# A desk, what it is called, and its states.
DESKS: dict[str, tuple[Promise | str, tuple[str, ...]]] = {
    "sign": (_("待我审签"), (DocumentState.SUBMITTED,)),
    "draft": (_("起草和退回"), (DocumentState.DRAFT, DocumentState.RETURNED)),
    "sent": (_("送审中"), (DocumentState.SUBMITTED, DocumentState.SIGNED)),
    "serve": (_("待送达"), (DocumentState.ISSUED,)),
}
SERVED_TO = [kind.key for kind in KINDS.values() if kind.to == "petitioner"]
SHOWN = 200


@dataclass(frozen=True)
class Lying:
    """A document on a desk, with its matter in short."""

    pk: int
    kind: Promise | str
    number: str
    matter: str
    title: str
    state: str
    state_label: str
    unit: str
    drafter: str
    at: datetime | None
    remark: str


def waiting_for(scope: Scope, day: date) -> int:
    """How many documents wait for the actor's signature."""
    return _on(scope, "sign", day).count() if scope.may("approve") else 0


def desk(scope: Scope, key: str, day: date) -> list[Lying]:
    """The documents on a desk, those that wait longest first."""
    found = _on(scope, key, day).select_related("matter", "unit").order_by("submitted_at", "saved_at", "pk")
    return [_lying(each) for each in found[:SHOWN]]


def _on(scope: Scope, key: str, day: date) -> "QuerySet[Document]":
    """Of matters that the actor may see; to sign: of the units whose head the actor is; else the own work."""
    found = Document.objects.filter(state__in=DESKS[key][1], reverted_at=None, unit__isnull=False)
    found = found.filter(matter__in=Matter.objects.visible_to(scope))
    if key == "sign":
        units = signing_units(scope, day)
        return found.filter(unit_id__in=units) if isinstance(units, frozenset) else found
    if key == "serve":
        reaches = [scope.reach(right) for right in ("handle", "route", "review")]
        if None not in reaches:
            found = found.filter(unit_id__in=frozenset().union(*(reach or () for reach in reaches)))
        return found.filter(kind__in=SERVED_TO)
    me = scope.actor.user_id
    return found.filter(Q(drafted_by=me) | Q(submitted_by=me))


def _lying(document: Document) -> Lying:
    return Lying(
        pk=document.pk,
        kind=KINDS[document.kind].label,
        number=document.number,
        matter=document.matter.number,
        title=document.matter.title,
        state=document.state,
        state_label=str(DocumentState(document.state).label),
        unit=str(document.unit or ""),
        drafter=document.drafter,
        at=document.submitted_at or document.issued_at or document.saved_at,
        remark=document.remark,
    )
