"""Who took part: masked for everybody; in full only through actions.reveal, which records it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xinfang.casework.petitions.models import Participant, ParticipantRole
from xinfang.engines.masking import mask_address, mask_id, mask_name, mask_phone
from xinfang.registers.petitioners.models import ContactKind, IdKind, Sex

__all__ = [
    "Addressee",
    "FullPerson",
    "MaskedPerson",
    "addressee",
    "full_people",
    "masked_people",
]


@dataclass(frozen=True)
class MaskedPerson:
    """What those see who need not know more."""

    role: str
    name: str
    phone: str
    address: str
    document: str


@dataclass(frozen=True)
class FullPerson:
    """All that is known; shown on one page view and kept nowhere."""

    person_id: int
    petition_id: int
    role: str
    name: str
    sex: str
    birth: str
    documents: tuple[tuple[str, str], ...]  # (kind, number)
    phones: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Addressee:
    """To whom a letter about a petition goes: the name in full and masked, and the newest address."""

    name: str
    masked: str
    address: str


def masked_people(petition_id: int, limit: int = 10) -> list[MaskedPerson]:
    """The first people of a petition, masked, newest telephone and address."""
    return [
        MaskedPerson(
            role=full.role,
            name=mask_name(full.name),
            phone=mask_phone(full.phones[0]) if full.phones else "",
            address=mask_address(full.addresses[0]) if full.addresses else "",
            document=f"{full.documents[0][0]} {mask_id(full.documents[0][1])}" if full.documents else "",
        )
        for full in _open(
            Participant.objects.filter(petition_id=petition_id).order_by("position", "pk")[:limit]
        )
    ]


def addressee(petition_id: int) -> Addressee | None:
    """The first person of a petition, for the letters room alone; None when nobody was named."""
    first = _open(Participant.objects.filter(petition_id=petition_id).order_by("position", "pk")[:1])
    if not first or not first[0].name:
        return None
    address = first[0].addresses[0] if first[0].addresses else ""
    return Addressee(first[0].name, mask_name(first[0].name), address)


def full_people(petition_ids: Sequence[int]) -> list[FullPerson]:
    """Everything known of the people of some petitions. For actions.reveal alone."""
    return _open(
        Participant.objects.filter(petition_id__in=petition_ids).order_by("petition_id", "position", "pk")
    )


def _open(parts: Iterable[Participant]) -> list[FullPerson]:
    known = parts.select_related("person").prefetch_related("person__id_documents", "person__contacts")  # type: ignore[attr-defined]
    return [_full(part) for part in known]


def _full(part: Participant) -> FullPerson:
    contacts = sorted(part.person.contacts.all(), key=lambda each: (each.created_at, each.pk), reverse=True)
    return FullPerson(
        person_id=part.person_id,
        petition_id=part.petition_id,
        role=str(ParticipantRole(part.role).label),
        name=part.person.name,
        sex=str(Sex(part.person.sex).label) if part.person.sex else "",
        birth=part.person.birth,
        documents=tuple(
            (str(IdKind(each.kind).label), each.number) for each in part.person.id_documents.all()
        ),
        phones=tuple(each.value for each in contacts if each.kind == ContactKind.PHONE),
        addresses=tuple(each.value for each in contacts if each.kind == ContactKind.ADDRESS),
    )
