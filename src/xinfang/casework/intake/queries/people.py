"""People who came before: only those with a matter that the actor may see, and masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from xinfang.casework.petitions.models import Matter, Participant, Raising
from xinfang.casework.workflow import STATES
from xinfang.engines.numbering import parse_number, petition_number
from xinfang.registers.petitioners import queries as people
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.matching import Known as Matcher
from xinfang.registers.petitioners.queries import PersonCard
from xinfang.registers.staff.scope import Scope

__all__ = ["Answer", "Known", "MatterLine", "known", "look_up", "matters_of", "recognised"]


@dataclass(frozen=True)
class MatterLine:
    """A matter in one line."""

    pk: int
    number: str
    title: str
    state: str
    label: Promise | str
    received_at: datetime


@dataclass(frozen=True)
class Known:
    """A known person: the masked card, the newest matters, and how many there are in scope."""

    card: PersonCard
    matters: tuple[MatterLine, ...]
    count: int


@dataclass(frozen=True)
class Answer:
    """What one box finds. `matter` is set when the text is a number that exists in scope."""

    kind: str
    people: tuple[Known, ...]
    more: bool = False
    matter: MatterLine | None = None


def look_up(scope: Scope, text: str, year: int, limit: int = 8, most: int = 3) -> Answer:
    """People by name, initials, tail or number; or a matter by its number ('641' means one of `year`).

    At most `limit` people, each with the `most` newest matters.

    A person none of whose matters the actor may see is not found: not even that the person exists.
    """
    matter = _numbered(scope, text, year)
    found = people.find_people(text)
    ids = list(found.ids)
    if matter and not ids:
        parts = Participant.objects.filter(
            petition__raisings__matter_id=matter.pk, petition__reverted_at=None
        )
        ids = list(parts.order_by("petition_id", "position").values_list("person_id", flat=True)[:limit])
    before = matters_of(scope, ids)
    newest = sorted(before, key=lambda pk: before[pk][0].received_at, reverse=True)[:limit]
    cards = people.cards(newest)
    shown = tuple(Known(cards[pk], tuple(before[pk][:most]), len(before[pk])) for pk in newest if pk in cards)
    return Answer("case" if matter else found.kind, shown, found.more or len(before) > limit, matter)


def known(scope: Scope, person_id: int, most: int = 5) -> Known | None:
    """One person with the newest matters; None for those whom the scope does not hold."""
    before = matters_of(scope, [person_id]).get(person_id)
    card = people.cards([person_id]).get(person_id) if before else None
    return Known(card, tuple(before[:most]), len(before)) if card and before else None


def recognised(scope: Scope, entry: PersonEntry) -> int | None:
    """Whom registering will match a typed person with; None without one who has a matter in scope."""
    person = Matcher([entry]).find(entry)
    return person if person and matters_of(scope, [person]) else None


def matters_of(scope: Scope, person_ids: Iterable[int]) -> dict[int, list[MatterLine]]:
    """The visible matters of people, newest first; people without one are left out.

    Three steps by key, so that the planner never reads the whole table of matters for a few people.
    """
    parts = Participant.objects.filter(person_id__in=list(person_ids), petition__reverted_at=None)
    pairs = list(parts.values_list("person_id", "petition_id"))
    raised = Raising.objects.filter(petition_id__in={petition for _person, petition in pairs})
    by_petition: dict[int, list[int]] = {}
    for petition, matter in raised.values_list("petition_id", "matter_id"):
        by_petition.setdefault(petition, []).append(matter)
    wanted = {matter for ids in by_petition.values() for matter in ids}
    lines = {line.pk: line for line in _lines(Matter.objects.visible_to(scope).filter(pk__in=wanted))}
    found: dict[int, dict[int, MatterLine]] = {}
    for person, petition in pairs:
        for matter in by_petition.get(petition, ()):
            if matter in lines:
                found.setdefault(person, {})[matter] = lines[matter]
    return {
        person: sorted(each.values(), key=lambda line: (line.received_at, line.pk), reverse=True)
        for person, each in found.items()
    }


def _numbered(scope: Scope, text: str, year: int) -> MatterLine | None:
    plain = text.strip()
    if plain.isdecimal() and len(plain) < 5 and int(plain):
        parsed: tuple[int, int] | None = (year, int(plain))
    else:
        parsed = parse_number(plain)
    if parsed is None or parsed[1] > 2**31 - 1:
        return None
    number = petition_number(*parsed)
    # A later petition has a number of its own and raises a matter with an earlier one.
    raised = Raising.objects.filter(petition__number=number, petition__reverted_at=None).values("matter_id")
    return next(iter(_lines(Matter.objects.visible_to(scope).filter(pk__in=raised)[:1])), None)


def _lines(matters: Iterable[Matter]) -> list[MatterLine]:
    return [
        MatterLine(each.pk, each.number, each.title, each.state, STATES[each.state].label, each.received_at)
        for each in matters
    ]
