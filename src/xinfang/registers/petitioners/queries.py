"""Finding people by what a clerk has in hand, and showing them masked."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from xinfang.engines import identity
from xinfang.engines.masking import mask_address, mask_id, mask_name, mask_phone
from xinfang.kernel.secrets import digest
from xinfang.registers.petitioners.models import ContactKind, ContactPoint, IdDocument, Person
from xinfang.registers.petitioners.rules import id_digest, name_digest, phone_digest

__all__ = ["CANDIDATES", "Found", "PersonCard", "cards", "find_people"]

CANDIDATES = 400  # beyond that a name is too common to be a look-up: more must be typed
_INITIALS = re.compile(r"[a-z]{2,8}")
_TAIL = re.compile(r"[0-9]{3}[0-9X]|[0-9]{5}[0-9X]")


@dataclass(frozen=True)
class Found:
    """Person ids in no order. `kind` says how they were found: all that the audit keeps of a look-up."""

    kind: str  # name, initials, tail, number, nothing
    ids: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True)
class PersonCard:
    """A person as shown before anyone has given a reason to see more: masked, '' where nothing is known."""

    person_id: int
    name: str
    sex: str
    birth: str  # the year alone
    id_kind: str
    id_number: str
    phone: str
    address: str


def find_people(text: str, limit: int = CANDIDATES) -> Found:
    """People with this full name, these pinyin initials, this ID number or telephone, or its last digits.

    Tails are 4 or 6 characters of a document, 4 of a telephone. Every question is one probe of an index of
    digests: nothing is opened, and the cost does not grow with the register. Blank or other text finds none.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    kind, probes = _probes(plain)
    ids: dict[int, None] = {}
    for model, column, mark in probes:
        key = "pk" if model is Person else "person_id"
        # No ORDER BY: it would tempt the planner to walk the primary key instead of the digest's index.
        found = model.objects.filter(**{column: mark}).values_list(key, flat=True)[: limit + 1]
        ids.update(dict.fromkeys(found))
    return Found(kind, tuple(ids)[:limit], len(ids) > limit)


def cards(ids: Iterable[int]) -> dict[int, PersonCard]:
    """The masked cards of people; the newest telephone and address count. Three queries."""
    wanted = list(ids)
    people = {person.pk: person for person in Person.objects.filter(pk__in=wanted)}
    held = IdDocument.objects.filter(person_id__in=wanted).order_by("-pk")
    documents = {document.person_id: document for document in held}
    contacts: dict[tuple[int, str], str] = {}
    for contact in ContactPoint.objects.filter(person_id__in=wanted).order_by("created_at", "pk"):
        contacts[contact.person_id, contact.kind] = contact.value
    return {
        pk: _card(person, documents.get(pk), contacts.get((pk, ContactKind.PHONE), ""),
                  contacts.get((pk, ContactKind.ADDRESS), ""))
        for pk, person in people.items()
    }  # fmt: skip


def _card(person: Person, document: IdDocument | None, phone: str, address: str) -> PersonCard:
    return PersonCard(
        person_id=person.pk,
        name=mask_name(person.name),
        sex=person.sex,
        birth=str(person.birth)[:4],
        id_kind=document.kind if document else "",
        id_number=mask_id(document.number) if document else "",
        phone=mask_phone(phone) if phone else "",
        address=mask_address(address),
    )


Probe = tuple[type[Person] | type[IdDocument] | type[ContactPoint], str, bytes]


def _probes(plain: str) -> tuple[str, list[Probe]]:
    number = identity.normalise_id(plain)
    if _TAIL.fullmatch(number):
        return "tail", _tails(number)
    if len(number) >= 5 and any(ch.isdigit() for ch in number) and number.isascii():
        phone = identity.normalise_phone(plain)
        probes: list[Probe] = [(IdDocument, "number_digest", id_digest(number))]
        return "number", probes + ([(ContactPoint, "value_digest", phone_digest(phone))] if phone else [])
    name = identity.normalise_name(plain)
    if len(name) < 2 or number.isdigit():
        return "nothing", []
    by_name: list[Probe] = [(Person, "name_digest", name_digest(name))]
    if _INITIALS.fullmatch(plain.lower()):
        return "initials", [(Person, "initials_digest", digest(plain.lower(), "initials")), *by_name]
    return "name", by_name


def _tails(number: str) -> list[Probe]:
    if len(number) == 6:
        return [(IdDocument, "tail6_digest", digest(number, "id tail"))]
    probes: list[Probe] = [(IdDocument, "tail4_digest", digest(number, "id tail"))]
    if number.isdigit():
        probes.append((ContactPoint, "tail_digest", digest(number, "phone tail")))
    return probes
