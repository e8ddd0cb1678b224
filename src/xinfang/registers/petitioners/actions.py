"""The only writers of the people tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from xinfang.engines import identity
from xinfang.kernel.bulk import copy_in, reserve_keys, unsaved
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.secrets import digest
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.matching import Known, settle
from xinfang.registers.petitioners.models import ContactKind, ContactPoint, IdDocument, Person

__all__ = ["admit_many"]


def admit_many(entries: Sequence[PersonEntry], *, at: datetime, known: Known | None = None) -> list[int]:
    """Match each entry with a known person or admit a new one; person ids in the entries' order.

    `known`: what `settle` told of these or more entries. New documents and contacts of known people are
    added; nothing known is overwritten.
    """
    known = known or settle(entries)
    contacts_known = _known_contacts(entries, known)
    keys = iter(reserve_keys(Person, _most_new(entries, known)))
    found: list[int] = []
    people: list[Person] = []
    documents: list[IdDocument] = []
    contacts: list[ContactPoint] = []
    for entry in entries:
        pk = known.find(entry)
        if pk is None:
            pk = next(keys)
            people.append(_person(pk, entry, known, at))
        found.append(pk)
        documents.extend(_document(pk, entry, known))
        contacts.extend(_contacts(pk, entry, known, contacts_known, at))
        known.take(pk, entry)
    copy_in(Person, people)
    copy_in(IdDocument, documents, keys=False)
    copy_in(ContactPoint, contacts, keys=False)
    return found


def _most_new(entries: Iterable[PersonEntry], known: Known) -> int:
    """How many may turn out new; of two who show first documents under one name and telephone, one will."""
    return sum(
        1
        for entry in entries
        if not entry.person_id
        and (known.find(entry) is None or (entry.id_number and known.document(entry) not in known.documents))
    )


def _known_contacts(entries: Iterable[PersonEntry], known: Known) -> set[tuple[int, str, bytes]]:
    ids = {pk for pk in map(known.find, entries) if pk}
    one_at_a_time("petitioners' contacts", (pk.to_bytes(8) for pk in ids))
    rows = ContactPoint.objects.filter(person_id__among=ids).values_list("person_id", "kind", "value_digest")
    return {(person, kind, bytes(value)) for person, kind, value in rows}


def _person(pk: int, entry: PersonEntry, known: Known, at: datetime) -> Person:
    return unsaved(Person)(
        id=pk,
        name=entry.name,
        name_digest=known.digests.name(entry.name),
        initials_digest=digest(identity.initials(entry.name), "initials"),
        sex=entry.sex,
        birth=entry.birth,
        created_at=at,
    )


def _document(person: int, entry: PersonEntry, known: Known) -> Iterable[IdDocument]:
    if not entry.id_number or known.document(entry) in known.documents:
        return
    number = identity.normalise_id(entry.id_number)
    yield unsaved(IdDocument)(
        person_id=person,
        kind=entry.id_kind,
        number=number,
        number_digest=known.digests.number(entry.id_number),
        tail4_digest=digest(identity.tail(number, 4), "id tail"),
        tail6_digest=digest(identity.tail(number, 6), "id tail"),
    )


def _contacts(
    person: int, entry: PersonEntry, known: Known, there: set[tuple[int, str, bytes]], at: datetime
) -> Iterable[ContactPoint]:
    ways = []
    if entry.phone:
        tail = digest(identity.tail(identity.normalise_phone(entry.phone), 4), "phone tail")
        ways.append((ContactKind.PHONE, entry.phone, known.digests.phone(entry.phone), tail))
    if entry.address:
        mark = digest(identity.normalise_name(entry.address), "address")
        ways.append((ContactKind.ADDRESS, entry.address, mark, b""))
    for kind, value, mark, end in ways:
        key = (person, str(kind), mark)
        if key not in there:
            there.add(key)
            yield unsaved(ContactPoint)(
                person_id=person, kind=kind, value=value, value_digest=mark, tail_digest=end, created_at=at
            )
