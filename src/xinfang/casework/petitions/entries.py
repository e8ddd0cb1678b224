"""A petition as intake hands it over: checked, its people known."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

__all__ = ["Entered", "MatterEntry", "PetitionEntry"]


@dataclass(frozen=True)
class MatterEntry:
    """What is brought. The petition keeps title, facts and demand; a new matter takes all.

    A petition that raises an earlier matter leaves that as it is: purpose, class and place are the matter's.
    """

    title: str
    facts: str = ""
    demand: str = ""
    class_id: int | None = None
    purpose: str = "request"
    place: str = ""
    place_unit_id: int | None = None
    accused_unit_id: int | None = None
    accused: str = ""  # outside, unknown: where it is no unit of ours
    complained_unit_id: int | None = None  # never of an accusation


@dataclass(frozen=True)
class PetitionEntry:
    """One arrival. It opens `matter`, or raises again an earlier one.

    The earlier one is `raises_matter_id`, or the matter that entry `raises_entry` of the same call opens.
    Only a petition that opens a matter is routed by `to_unit_id`.
    """

    form_key: UUID
    form_digest: bytes
    channel: str
    form: str
    received_at: datetime
    head_count: int
    matter: MatterEntry
    people: tuple[tuple[int, str], ...] = ()  # (person id, role)
    sent_on: date | None = None
    addressee: str = ""
    affected_count: int | None = None
    page_count: int | None = None
    anonymous: bool = False
    urgent: bool = False
    counted: bool = True
    source_number: str = ""
    import_batch: int | None = None
    raises_matter_id: int | None = None
    raises_entry: int | None = None
    raising_kind: str = "first"
    to_unit_id: int | None = None
    by_text: bool = False  # agreed to be told of progress by text message


@dataclass(frozen=True)
class Entered:
    """What became of an entry."""

    petition_id: int
    number: str
    query_code: str
    matter_id: int
    matter_number: str
    kind: str  # first, repeat, joined
