"""From entries to unsaved rows, so that one petition and ten thousand are written the same way."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from xinfang.casework.petitions.codes import own_digest, query_code
from xinfang.casework.petitions.entries import Entered, PetitionEntry
from xinfang.casework.petitions.models import (
    Consent,
    Matter,
    Participant,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.engines.numbering import petition_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record
from xinfang.kernel.bulk import unsaved

__all__ = ["RECOUNTED", "Rows", "Supply", "act", "build", "mark_of", "years"]

RECOUNTED = "clock_recounted"  # a line of the timeline that is nobody's work: the calendar moved a date


# What a petition takes over from its entry as it stands.
_COPIED = (
    "form_key",
    "form_digest",
    "channel",
    "form",
    "received_at",
    "sent_on",
    "addressee",
    "head_count",
    "affected_count",
    "page_count",
    "anonymous",
    "urgent",
    "counted",
    "source_number",
    "import_batch",
)


@dataclass
class Rows:
    """Unsaved rows of one call, and what is told to the caller."""

    petitions: list[Petition] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    raisings: list[Raising] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    timeline: list[TimelineEntry] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    entered: list[Entered] = field(default_factory=list)
    opened: dict[int, int] = field(default_factory=dict)  # entry index -> matter id


@dataclass(frozen=True)
class Supply:
    """Keys and numbers reserved for a call, taken one by one."""

    petition_keys: list[int]
    matter_keys: list[int]
    line_keys: list[int]  # of the timeline, one an entry
    first_serial: dict[int, int]  # by year
    known_numbers: dict[int, str]  # of the earlier matters that are raised again


def years(entries: Sequence[PetitionEntry]) -> Counter[int]:
    """How many numbers each year needs; the year is that of receipt, in the office's own time zone."""
    zone = timezone.get_current_timezone()
    return Counter(entry.received_at.astimezone(zone).year for entry in entries)


def build(entries: Sequence[PetitionEntry], supply: Supply, *, unit_id: int, by: Actor, at: datetime) -> Rows:
    """All rows of a call. Serial numbers follow the order of the entries."""
    rows = Rows()
    serial = dict(supply.first_serial)
    numbers = dict(supply.known_numbers)
    zone = timezone.get_current_timezone()
    for index, entry in enumerate(entries):
        year = entry.received_at.astimezone(zone).year
        uid = uuid.uuid4()
        code = query_code(uid)
        petition = _petition(
            entry, supply.petition_keys[index], uid, code, year, serial[year], unit_id, by, at
        )
        serial[year] += 1
        matter_id = _matter_of(rows, index, entry, petition, supply, unit_id)
        numbers.setdefault(matter_id, petition.number)
        rows.petitions.append(petition)
        rows.raisings.append(
            unsaved(Raising)(petition_id=petition.pk, matter_id=matter_id, kind=entry.raising_kind)
        )
        rows.participants.extend(_participants(petition.pk, entry))
        rows.consents.extend(_consent(petition.pk, entry, by, at))
        rows.timeline.append(_line(supply.line_keys[index], matter_id, petition, entry, by, at))
        rows.records.append(_record(petition, entry))
        rows.entered.append(
            Entered(petition.pk, petition.number, code, matter_id, numbers[matter_id], entry.raising_kind)
        )
    return rows


def _petition(
    entry: PetitionEntry,
    pk: int,
    uid: uuid.UUID,
    code: str,
    year: int,
    serial: int,
    unit_id: int,
    by: Actor,
    at: datetime,
) -> Petition:
    return unsaved(Petition)(
        id=pk,
        uid=uid,
        number=petition_number(year, serial),
        year=year,
        serial=serial,
        registered_at=at,
        registered_by=by.user_id,
        registered_unit_id=unit_id,
        query_digest=own_digest(code),
        title=entry.matter.title,
        facts=entry.matter.facts,
        demand=entry.matter.demand,
        **{name: getattr(entry, name) for name in _COPIED},
    )


def _matter_of(
    rows: Rows, index: int, entry: PetitionEntry, petition: Petition, supply: Supply, unit_id: int
) -> int:
    if entry.raises_matter_id is not None:
        return entry.raises_matter_id
    if entry.raises_entry is not None:
        return rows.opened[entry.raises_entry]
    key = supply.matter_keys[len(rows.matters)]
    rows.opened[index] = key
    told = entry.matter
    rows.matters.append(
        unsaved(Matter)(
            id=key,
            number=petition.number,
            title=told.title,
            facts=told.facts,
            demand=told.demand,
            content_class_id=told.class_id,
            purpose=told.purpose,
            place=told.place,
            place_unit_id=told.place_unit_id,
            registered_unit_id=unit_id,
            state="registered",
            confined=told.purpose == "accusation",
            accused_unit_id=told.accused_unit_id,
            accused=told.accused,
            complained_unit_id=told.complained_unit_id,
            received_at=entry.received_at,
        )
    )
    return key


def _participants(petition_id: int, entry: PetitionEntry) -> list[Participant]:
    once: dict[int, tuple[int, str]] = {}  # the same person twice on one list is one participant
    for place, (person, role) in enumerate(entry.people):
        once.setdefault(person, (place, role))
    return [
        unsaved(Participant)(petition_id=petition_id, person_id=person, role=role, position=place)
        for person, (place, role) in once.items()
    ]


def _consent(petition_id: int, entry: PetitionEntry, by: Actor, at: datetime) -> list[Consent]:
    if not entry.by_text:
        return []
    return [unsaved(Consent)(petition_id=petition_id, sms=True, given_at=at, given_to=by.label)]


def _line(
    key: int, matter_id: int, petition: Petition, entry: PetitionEntry, by: Actor, at: datetime
) -> TimelineEntry:
    verb = "register" if entry.raising_kind == "first" else entry.raising_kind
    data = {"number": petition.number, **_told(entry)}
    return act(matter_id, verb, by, at, petition_id=petition.pk, data=data, key=key)


def _told(entry: PetitionEntry) -> dict[str, object]:
    return {"channel": entry.channel, "form": entry.form, "heads": entry.head_count}


def _record(petition: Petition, entry: PetitionEntry) -> Record:
    after = {**_told(entry), "raising": entry.raising_kind}
    return Record("petition.registered", "petition", petition.pk, petition.number, after=after)


def mark_of(import_batch: int | None) -> dict[str, object]:
    """What marks a line of the timeline as an import's own, and not as a person's work since."""
    return {"import_batch": import_batch} if import_batch else {}


def act(
    matter_id: int,
    verb: str,
    by: Actor,
    at: datetime,
    *,
    petition_id: int | None = None,
    note: str = "",
    data: dict[str, object] | None = None,
    key: int | None = None,
) -> TimelineEntry:
    """An unsaved line of a matter's timeline: what somebody did, or what happened to one of its petitions."""
    return unsaved(TimelineEntry)(
        id=key,
        matter_id=matter_id,
        petition_id=petition_id,
        at=at,
        verb=verb,
        actor_id=by.user_id,
        actor=by.label,
        unit=by.unit,
        note=note,
        data=data or {},
    )
