"""An arrival as a clerk or a table gives it: not yet checked."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["Already", "Arrival", "Outcome", "Refused", "Registered"]


@dataclass(frozen=True)
class Arrival:
    """One letter, visit, message or call. `cell` is the key of a channel (intake/channels)."""

    cell: str
    received_at: datetime | None
    title: str
    facts: str = ""
    demand: str = ""
    people: tuple[PersonEntry, ...] = ()
    head_count: int | None = None
    sent_on: date | None = None
    addressee: str = ""
    affected_count: int | None = None
    page_count: int | None = None
    anonymous: bool = False
    urgent: bool = False
    counted: bool = True
    class_id: int | None = None
    purpose: str = "request"
    place: str = ""
    place_unit_id: int | None = None
    accused_unit_id: int | None = None
    accused: str = ""  # outside, unknown: where it is no unit of ours
    complained_unit_id: int | None = None  # never of an accusation
    to_unit_id: int | None = None
    repeats_matter_id: int | None = None
    raising_kind: str = "first"  # first, repeat, joined
    source_number: str = ""
    by_text: bool = False  # agreed to be told of progress by text message
    form_key: UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Registered:
    """Entered under a number. `kind` says whether it opened a matter or raised one again; `before_known`: it
    opened one, though the same people's same matter is known, because that came later."""

    petition_id: int
    number: str
    query_code: str
    matter_id: int
    matter_number: str
    kind: str
    before_known: bool = False


@dataclass(frozen=True)
class Already:
    """The same form or the same imported row was entered before; nothing was written."""

    petition_id: int
    number: str
    matter_id: int


@dataclass(frozen=True)
class Refused:
    """Nothing was written; the problems say why: (field, sentence)."""

    problems: tuple[tuple[str, str], ...]


Outcome = Registered | Already | Refused
