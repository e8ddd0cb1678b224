"""What the holder of a petition's code sees: where its matter stands, and what was done."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from xinfang.casework.acts.together import after_the_end
from xinfang.casework.petitions.codes import query_digest
from xinfang.casework.petitions.models import (
    Channel,
    Form,
    Matter,
    Participant,
    ParticipantRole,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.engines.numbering import matter_number, parse_number, petition_number
from xinfang.registers.organisations.models import Unit

__all__ = ["Followed", "Step", "follow", "follow_on"]

# Acts that the table has words for the public for; the arrival itself is told first.
TOLD = {row.verb for row in TRANSITIONS if row.public} - {"register"}
# What the holder of the code did on the page; told to nobody else who follows the same matter.
OWN = {"add_information", "ask_withdrawal", "rate", "consent", "withdraw_consent"}
# Whose petition it is; not who came along, nor who acts for another.
BRING = (ParticipantRole.PETITIONER, ParticipantRole.REPRESENTATIVE, ParticipantRole.SIGNATORY)
# What concerns a matter's own petitioner alone, and nobody who was merged into it, unless they asked for it.
THEIRS = Q(
    verb__in=[
        *("merged_here", "split", "withdraw", "reopen", "correct_service", "request_review"),
        *("withdraw_review", "refuse_review", "request_rereview", "withdraw_rereview", "refuse_rereview"),
    ]
)


@dataclass(frozen=True)
class Step:
    """A step that the public may know of: register, repeat, joined, an act of the workflow, an own one.

    `others`: somebody else whose matter is handled together asked for it; `letter`: which of several it is
    about, as when it was received and by which way.
    """

    verb: str
    at: datetime
    unit: str
    others: bool = False
    letter: tuple[datetime, str] | None = None


@dataclass(frozen=True)
class Followed:
    """How a petition's matter stands. `matter_id` is the one that people work on: that into which it was
    merged, if it was. `parts`: numbers of the other matters that the same petition raises. `ended`: it brings
    again what has gone through the three levels."""

    number: str
    petition_id: int
    version: int
    own_matter_id: int
    matter_id: int
    title: str
    confined: bool
    purpose: str
    state: str
    public: Promise | str
    kind: str
    way: str
    heads: int
    received_at: datetime
    steps: tuple[Step, ...]
    office: Unit
    unit: Unit | None
    parts: tuple[str, ...]
    ended: bool = False

    @property
    def further(self) -> bool:
        """Whether others raised first what is worked on: it was joined, or its own matter merged."""
        return self.kind == "joined" or self.own_matter_id != self.matter_id


def follow(number: str, code: str) -> Followed | None:
    """The matter with a number, for the code of its petition. One answer for every wrong try.

    The digest is computed and compared in constant time whether or not the number exists.
    """
    raising = _raised(number[:40])
    right = bytes(raising.petition.query_digest) if raising else b"\x00" * 16
    same = hmac.compare_digest(query_digest(code[:80]) or b"\x01" * 16, right)
    return _followed(raising) if raising and same else None


def follow_on(number: str, petition_id: int, version: int) -> Followed | None:
    """The same for one who has given the code: None when that has been replaced or the petition reverted."""
    raising = _raised(number[:40])
    if raising is None or (raising.petition_id, raising.petition.query_version) != (petition_id, version):
        return None
    return _followed(raising)


def _raised(number: str) -> Raising | None:
    """By the petition's number; by a matter's own, when it was split off."""
    whole = parse_number(number)
    stored = matter_number(number)
    if stored is None:
        return None
    found: QuerySet[Raising] = Raising.objects.select_related("petition__registered_unit", "matter__unit")
    found = found.filter(petition__reverted_at=None).exclude(matter__state="reverted").order_by("pk")
    if whole:
        return found.filter(petition__number=petition_number(*whole)).first()
    return found.filter(matter__number=stored, kind="first").first()


def _followed(raising: Raising) -> Followed:
    petition, own = raising.petition, raising.matter
    matter = _worked_on(own)
    split = own.split_from_id is not None
    return Followed(
        number=own.number if split else petition.number,
        petition_id=petition.pk,
        version=petition.query_version,
        own_matter_id=own.pk,
        matter_id=matter.pk,
        title="" if own.confined else own.title,
        confined=own.confined,
        purpose=own.purpose,
        state=matter.state,
        public=STATES[matter.state].public,
        kind=raising.kind,
        way=_way(petition),
        heads=petition.head_count,
        received_at=petition.received_at,
        steps=(Step(raising.kind, petition.received_at, ""), *_steps(raising, matter)),
        office=petition.registered_unit,
        unit=matter.unit,
        parts=tuple(_parts(petition, own)),
        ended=after_the_end(own.pk, petition.pk),
    )


def _way(petition: Petition) -> str:
    form = Form(petition.form)
    return str(Channel(petition.channel).label if form == Form.SINGLE else form.label)


def _worked_on(matter: Matter) -> Matter:
    while matter.merged_into is not None:
        matter = matter.merged_into
    return matter


def _parts(petition: Petition, own: Matter) -> Iterator[str]:
    others = Raising.objects.filter(petition=petition).exclude(matter=own).exclude(matter__state="reverted")
    for matter in (raising.matter for raising in others.select_related("matter").order_by("pk")):
        yield matter.number if matter.split_from_id else petition.number


def _steps(raising: Raising, matter: Matter) -> Iterator[Step]:
    """What happened to its matter; after a merge what happens to the one that is worked on, but for what its
    own petitioner does with it."""
    petition, own = raising.petition, raising.matter
    lines = list(TimelineEntry.objects.filter(matter=own).order_by("at", "pk"))
    if matter.pk != own.pk:
        merge = [(line.at, line.pk) for line in lines if line.verb == "merge"]
        at, pk = max(merge, default=(petition.received_at, 0))
        later = TimelineEntry.objects.filter(matter=matter, at__gte=at, pk__gt=pk)
        lines += list(later.exclude(THEIRS & ~Q(data__petition=petition.pk)).order_by("at", "pk"))
    letters = _letters(petition, lines)
    undone = {line.data.get("act") for line in lines if line.verb == "undo"}
    for line in lines:
        about = line.data.get("petition") if line.verb == "stop_taking" else None
        if about and about not in letters:
            continue  # about a letter of somebody else, who came again too
        own_act = line.verb in OWN and line.petition_id == petition.pk
        if (line.verb in TOLD and line.pk not in undone) or own_act:
            asker = line.data.get("petition", None if raising.kind == "joined" else petition.pk)
            to, letter = str(line.data.get("to", "")), letters.get(about)
            yield Step(line.verb, line.at, to, others=asker != petition.pk, letter=letter)


def _letters(petition: Petition, lines: Sequence[TimelineEntry]) -> dict[int | None, tuple[datetime, str]]:
    """When and how each own letter came that is taken no more: each has a notice of its own."""
    named = {line.data.get("petition") for line in lines if line.verb == "stop_taking"} - {None}
    found = Petition.objects.filter(pk__in=_own(petition, named)) if named else []
    return {each.pk: (each.received_at, _way(each)) for each in found}


def _own(petition: Petition, others: set[int]) -> set[int]:
    """Those of these petitions that all who read this one's page brought: any of several may hold its code,
    and what one of them wrote alone is that one's. Who is not known by name brought this one alone."""
    parts = Participant.objects.filter(petition_id__in=others | {petition.pk}, role__in=BRING)
    people: dict[int, set[int]] = {}
    for pk, person in parts.values_list("petition_id", "person_id"):
        people.setdefault(pk, set()).add(person)
    readers = people.pop(petition.pk, set())
    return others & {petition.pk, *(pk for pk, brought in people.items() if readers and readers <= brought)}
