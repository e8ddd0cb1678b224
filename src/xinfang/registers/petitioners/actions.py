"""The only writers of the people tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from xinfang.engines import identity
from xinfang.kernel.bulk import copy_in, reserve_keys, unsaved
from xinfang.kernel.secrets import digest
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.models import ContactKind, ContactPoint, IdDocument, Person
from xinfang.registers.petitioners.rules import id_digest, name_digest, phone_digest

__all__ = ["admit_many"]


class _Index:
    """Who is known already: by document, and by name with telephone. Grows as people are admitted."""

    def __init__(self, entries: Sequence[PersonEntry]) -> None:
        typed = {entry.id_number for entry in entries if entry.id_number}
        self.marks = {number: id_digest(number) for number in typed}  # asked for several times an entry
        names = {name_digest(entry.name) for entry in entries if entry.name and entry.phone}
        self.documents: dict[tuple[str, bytes], int] = {}
        known = IdDocument.objects.filter(number_digest__among=set(self.marks.values()))
        for kind, number, person in known.values_list("kind", "number_digest", "person_id"):
            self.documents[kind, bytes(number)] = person
        self.reached: dict[tuple[bytes, bytes], int] = {}
        rows = ContactPoint.objects.filter(kind=ContactKind.PHONE, person__name_digest__among=names)
        for name, phone, person in rows.values_list("person__name_digest", "value_digest", "person_id"):
            self.reached[bytes(name), bytes(phone)] = person
        self.contacts: set[tuple[int, str, bytes]] = set()

    def find(self, entry: PersonEntry) -> int | None:
        """The known person that an entry names, if any."""
        if entry.person_id:
            return entry.person_id
        if entry.id_number:
            return self.documents.get((entry.id_kind, self.marks[entry.id_number]))
        if entry.name and entry.phone:
            return self.reached.get((name_digest(entry.name), phone_digest(entry.phone)))
        return None


def admit_many(entries: Sequence[PersonEntry], *, at: datetime) -> list[int]:
    """Match each entry with a known person or admit a new one; person ids in the entries' order.

    The same document is the same person; so are the same name and telephone. A name alone never is.
    New documents and contacts of known people are added; nothing known is overwritten.
    """
    index = _Index(entries)
    index.contacts.update(_known_contacts(entries, index))
    keys = iter(reserve_keys(Person, sum(1 for entry in entries if index.find(entry) is None)))
    found: list[int] = []
    people: list[Person] = []
    documents: list[IdDocument] = []
    contacts: list[ContactPoint] = []
    for entry in entries:
        pk = index.find(entry)
        if pk is None:
            pk = next(keys)
            people.append(_person(pk, entry, at))
        found.append(pk)
        documents.extend(_document(pk, entry, index))
        contacts.extend(_contacts(pk, entry, index, at))
    copy_in(Person, people)
    copy_in(IdDocument, documents)
    copy_in(ContactPoint, contacts)
    return found


def _known_contacts(entries: Iterable[PersonEntry], index: _Index) -> Iterable[tuple[int, str, bytes]]:
    known = {pk for pk in map(index.find, entries) if pk}
    rows = ContactPoint.objects.filter(person_id__among=known).values_list(
        "person_id", "kind", "value_digest"
    )
    return ((person, kind, bytes(value)) for person, kind, value in rows)


def _person(pk: int, entry: PersonEntry, at: datetime) -> Person:
    return unsaved(Person)(
        id=pk,
        name=entry.name,
        name_digest=name_digest(entry.name),
        initials_digest=digest(identity.initials(entry.name), "initials"),
        sex=entry.sex,
        birth=entry.birth,
        created_at=at,
    )


def _document(person: int, entry: PersonEntry, index: _Index) -> Iterable[IdDocument]:
    if not entry.id_number:
        return
    key = (entry.id_kind, index.marks[entry.id_number])
    if key in index.documents:
        return
    index.documents[key] = person
    number = identity.normalise_id(entry.id_number)
    yield unsaved(IdDocument)(
        person_id=person,
        kind=entry.id_kind,
        number=number,
        number_digest=key[1],
        tail4_digest=digest(identity.tail(number, 4), "id tail"),
        tail6_digest=digest(identity.tail(number, 6), "id tail"),
    )


def _contacts(person: int, entry: PersonEntry, index: _Index, at: datetime) -> Iterable[ContactPoint]:
    phone = phone_digest(entry.phone)
    if phone and entry.name:
        index.reached.setdefault((name_digest(entry.name), phone), person)
    address = digest(identity.normalise_name(entry.address), "address")
    tail = digest(identity.tail(identity.normalise_phone(entry.phone), 4), "phone tail")
    for kind, value, mark, end in (
        (ContactKind.PHONE, entry.phone, phone, tail),
        (ContactKind.ADDRESS, entry.address, address, b""),
    ):
        key = (person, str(kind), mark)
        if value and key not in index.contacts:
            index.contacts.add(key)
            yield unsaved(ContactPoint)(
                person_id=person, kind=kind, value=value, value_digest=mark, tail_digest=end, created_at=at
            )
