"""Which known person an entry names: the one matcher of registering, of imports and of the page's panel."""

from collections.abc import Iterable, Sequence
from functools import cache

from xinfang.kernel.locks import one_at_a_time
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.models import ContactKind, ContactPoint, IdDocument, IdKind
from xinfang.registers.petitioners.rules import id_digest, name_digest, phone_digest

__all__ = ["Known", "settle"]

Document = tuple[str, bytes]  # kind, digest of the number
Reached = tuple[bytes, bytes]  # digests of name and telephone


class Digests:
    """What people are matched by. Each is asked for several times a call, and made once."""

    def __init__(self) -> None:
        self.name, self.phone, self.number = cache(name_digest), cache(phone_digest), cache(id_digest)


class Known:
    """Who of the entries is known already: by document, and by name with telephone. Grows by `take`.

    The same document is the same person. So are the same name and telephone, unless the entry shows a
    document and that person has another of its kind. A name alone never is.
    """

    def __init__(self, entries: Sequence[PersonEntry], digests: Digests | None = None) -> None:
        self.digests = digests or Digests()
        numbers = {self.digests.number(entry.id_number) for entry in entries if entry.id_number}
        self.documents: dict[Document, int] = {}
        self.names: dict[Document, bytes] = {}  # under which a document stands
        held = IdDocument.objects.filter(number_digest__among=numbers)
        for kind, number, person, name in held.values_list(
            "kind", "number_digest", "person_id", "person__name_digest"
        ):
            self.documents[kind, bytes(number)] = person
            self.names[kind, bytes(number)] = bytes(name)
        self.reached: dict[Reached, int] = {}
        self.kinds: set[tuple[int, str]] = set()  # who has a document of which kind, of those reached
        self._reach({self.digests.name(entry.name) for entry in entries if entry.name and entry.phone})

    def find(self, entry: PersonEntry) -> int | None:
        """The known person that an entry names, if any."""
        if entry.person_id:
            return entry.person_id
        if entry.id_number:
            person = self.documents.get(self.document(entry))
            if person is not None:
                return person
        if not (entry.name and entry.phone):
            return None
        person = self.reached.get(self._way(entry))
        return None if entry.id_number and (person, entry.id_kind) in self.kinds else person

    def document(self, entry: PersonEntry) -> Document:
        """The key of an entry's document."""
        return entry.id_kind, self.digests.number(entry.id_number)

    def disputed(self, people: Sequence[PersonEntry]) -> list[int]:
        """The places of those whose document stands under another's name; without any, the names are kept.

        Accounts on platforms prove no name and are left out.
        """
        fresh: dict[Document, bytes] = {}
        wrong = []
        for place, entry in enumerate(people):
            if not entry.id_number or entry.id_kind == IdKind.ACCOUNT:
                continue
            key = self.document(entry)
            if entry.person_id:
                same = self.documents.get(key, entry.person_id) == entry.person_id
            else:
                name = self.digests.name(entry.name)
                same = (self.names.get(key) or fresh.setdefault(key, name)) == name
            if not same:
                wrong.append(place)
        if not wrong:
            self.names.update(fresh)
        return wrong

    def take(self, person: int, entry: PersonEntry) -> None:
        """Remember who an entry turned out to be."""
        if entry.id_number:
            self.documents.setdefault(self.document(entry), person)
            self.kinds.add((person, entry.id_kind))
        if entry.name and entry.phone:
            self.reached.setdefault(self._way(entry), person)

    def _way(self, entry: PersonEntry) -> Reached:
        return self.digests.name(entry.name), self.digests.phone(entry.phone)

    def _reach(self, names: Iterable[bytes]) -> None:
        rows = ContactPoint.objects.filter(kind=ContactKind.PHONE, person__name_digest__among=list(names))
        for name, phone, person in rows.values_list("person__name_digest", "value_digest", "person_id"):
            key = bytes(name), bytes(phone)
            self.reached[key] = min(person, self.reached.get(key, person))  # the one known longest
        held = IdDocument.objects.filter(person_id__among=set(self.reached.values()))
        self.kinds.update(held.values_list("person_id", "kind"))


def _marks(entries: Iterable[PersonEntry], digests: Digests) -> set[bytes]:
    """What an entry is matched by: two calls that share one of these must not look and write at once."""
    marks = set()
    for entry in entries:
        if entry.id_number:
            marks.add(digests.number(entry.id_number))
        if entry.name and entry.phone:
            marks.add(digests.name(entry.name) + digests.phone(entry.phone))
    return marks


def settle(entries: Sequence[PersonEntry]) -> Known:
    """Who is known of these people, held to the end of the transaction.

    Two calls that bring the same new person in one moment go one after the other, and the second finds whom
    the first admitted.
    """
    digests = Digests()
    one_at_a_time("petitioners", _marks(entries, digests))
    return Known(entries, digests)
