"""The documents of a matter as its page shows them, and when its opinions were issued."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

from xinfang.casework.letters.models import OUT, Document, DocumentState, Service, Way
from xinfang.casework.letters.queries import rights, signing_units
from xinfang.casework.wording.kinds import IMPORTED, KINDS, SERVED_TO
from xinfang.registers.staff.scope import Scope

__all__ = ["Issued", "Proven", "documents_of", "issued", "opinions", "server_of"]


@dataclass(frozen=True)
class Proven:
    """A proof of service in short; who took it stands masked or in full on its own page only."""

    way: str
    received_on: date
    server: str
    photo: bool
    replaced: bool  # a right one stands in its place
    reason: str  # why it stands in the place of another


@dataclass(frozen=True)
class Issued:
    """A document as the case page shows it. `rights`: what the reader may do with it now."""

    pk: int
    key: str  # of its kind
    kind: Promise | str
    number: str
    body: str
    state: str
    state_label: str
    at: datetime | None
    by: str
    printed: bool
    imported: bool
    corrected: str
    services: tuple[Proven, ...]
    rights: frozenset[str]
    proven: bool  # whether its receipt is to be proven: it goes to the petitioner or to a unit

    @property
    def out(self) -> bool:
        """Whether it went out; else it is somebody's work."""
        return self.state in OUT


def server_of(document: Document) -> str:
    """Who served it, by the proof that stands; '' while there is none."""
    standing = document.services.filter(replaced_by=None).order_by("-pk").first()
    return standing.server if standing else ""


def opinions(matter_ids: Collection[int]) -> dict[int, set[datetime]]:
    """Matter id -> the moments of its opinions in force; matters without one are left out."""
    found: dict[int, set[datetime]] = {}
    out = Document.objects.filter(state__in=OUT, kind=IMPORTED, reverted_at=None)
    rows = out.filter(matter_id__among=matter_ids)
    for matter_id, issued_at in rows.values_list("matter_id", "issued_at"):
        assert issued_at is not None  # a constraint of the table
        found.setdefault(matter_id, set()).add(issued_at)
    return found


def issued(matter_id: int) -> list[Issued]:
    """The documents of a matter that went out, newest first."""
    found = Document.objects.filter(matter_id=matter_id, reverted_at=None, state__in=OUT)
    return [_shown(each, frozenset()) for each in _all(found.order_by("-issued_at", "-pk"))]


def documents_of(scope: Scope, matter_id: int, day: date) -> list[Issued]:
    """All documents of a matter in scope: what is being written first, then what went out, newest first."""
    found = Document.objects.filter(matter_id=matter_id, reverted_at=None).exclude(state=DocumentState.VOID)
    signing = signing_units(scope, day)
    documents = _all(found.order_by("-issued_at", "-pk"))
    shown = [_shown(each, rights(scope, each, day, signing)) for each in documents]
    return sorted(shown, key=lambda each: each.out)


def _all(found: "QuerySet[Document]") -> list[Document]:
    return list(found.select_related("unit", "matter").prefetch_related("services", "corrections"))


def _shown(document: Document, may: frozenset[str]) -> Issued:
    kind = KINDS[document.kind]
    corrected = next((each.number for each in document.corrections.all() if each.state in OUT), "")
    return Issued(
        pk=document.pk,
        key=document.kind,
        kind=kind.label,
        number=document.number,
        body=document.body,
        state=document.state,
        state_label=str(DocumentState(document.state).label),
        at=document.issued_at or document.saved_at,
        by=document.issued_by or document.drafter or str(document.unit or ""),
        printed=bool(document.pdf),
        imported=document.import_batch is not None or not (document.unit_id),
        corrected=corrected,
        services=_proofs(document),
        rights=may,
        proven=kind.to in SERVED_TO and bool(document.pdf),
    )


def _proofs(document: Document) -> tuple[Proven, ...]:
    found = sorted(document.services.all(), key=lambda each: each.pk, reverse=True)
    replaced = {each.replaces_id for each in found}
    return tuple(_proven(each, replaced=each.pk in replaced) for each in found)


def _proven(service: Service, *, replaced: bool) -> Proven:
    way, photo = str(Way(service.way).label), service.photo_id is not None
    return Proven(way, service.received_on, service.server, photo, replaced, service.reason)
