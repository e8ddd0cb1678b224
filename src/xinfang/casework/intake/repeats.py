"""Finding repeats (筛重): the same person with the same matter (同人同事)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property

from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.models import Participant, Purpose
from xinfang.engines.similarity import can_be_alike, fingerprint, plain, similarity

__all__ = ["SAME", "Repeats"]

SAME = 0.8  # of the character pairs shared: above it the programme links by itself, and says so


class _Earlier:
    """A matter brought before. What is compared is made when somebody asks, which for most is never."""

    def __init__(
        self, text: str, received_at: datetime | None, matter_id: int | None, entry: int | None
    ) -> None:
        self.text = text
        self.received_at = received_at
        self.matter_id = matter_id  # known matter, or
        self.entry = entry  # the entry of this call that opens it

    @cached_property
    def bare(self) -> str:
        """Title and facts as they are compared."""
        return plain(self.text)

    @cached_property
    def mark(self) -> frozenset[str]:
        """The fingerprint of title and facts."""
        return fingerprint(self.text)


class Repeats:
    """What people have brought before; grows as the call's own entries are taken.

    `people`: those of the call who were known before it.
    Accusations are confined: nothing is linked to one, and none is linked to anything. `within`: the units
    whose matters may be found, None for all; a matter is a unit's that registered it or handles it.
    """

    def __init__(self, people: Collection[int], within: frozenset[int] | None = None) -> None:
        self._earlier: dict[int, list[_Earlier]] = {}
        self.overtaken: set[int] = set()  # entries that open a matter of which a later message is known
        parts = Participant.objects.filter(person_id__among=people, petition__reverted_at=None)
        matter = "petition__raisings__matter__"
        live = parts.filter(**{f"{matter}confined": False}).exclude(**{f"{matter}state": "reverted"})
        names = ("id", "title", "facts", "received_at", "registered_unit_id", "unit_id")
        rows = live.values_list("person_id", *(matter + name for name in names))
        for person, matter_id, title, facts, received_at, *units in rows.distinct():
            if within is None or not within.isdisjoint(units):
                known = _Earlier(f"{title} {facts}", received_at, matter_id, None)
                self._earlier.setdefault(person, []).append(known)

    def match(self, arrival: Arrival, people: Sequence[int]) -> tuple[int | None, int | None]:
        """(matter id, entry index) of the likest earlier matter of one of these people, or (None, None).

        A matter is never raised again by what came before it.
        """
        best = self._likest(arrival, people, later=False)
        return (best.matter_id, best.entry) if best else (None, None)

    def _likest(self, arrival: Arrival, people: Sequence[int], *, later: bool) -> _Earlier | None:
        mine = [known for person in people for known in self._earlier.get(person, ())]
        earlier = [known for known in mine if _came_later(known, arrival) == later]
        if not earlier or arrival.purpose == Purpose.ACCUSATION:
            return None
        mark = fingerprint(f"{arrival.title} {arrival.facts}")
        likely = [known for known in earlier if can_be_alike(mark, known.bare, SAME)]
        shares = [(similarity(mark, known.mark), known) for known in likely]
        share, best = max(shares, key=lambda pair: pair[0], default=(0, None))
        return best if best and share >= SAME else None

    def take(self, index: int, arrival: Arrival, people: Sequence[int]) -> None:
        """Remember that entry `index` opens a matter."""
        if arrival.purpose == Purpose.ACCUSATION:
            return
        if self._likest(arrival, people, later=True):
            self.overtaken.add(index)
        known = _Earlier(f"{arrival.title} {arrival.facts}", arrival.received_at, None, index)
        for person in people:
            self._earlier.setdefault(person, []).append(known)


def _came_later(known: _Earlier, arrival: Arrival) -> bool:
    return bool(known.received_at and arrival.received_at and known.received_at > arrival.received_at)
