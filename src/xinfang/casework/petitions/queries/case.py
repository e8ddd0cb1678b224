"""One matter with all that its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from xinfang.casework.petitions.models import (
    Accused,
    Attachment,
    Channel,
    Form,
    Matter,
    Petition,
    Purpose,
    Raising,
    RaisingKind,
    TimelineEntry,
)
from xinfang.casework.petitions.queries.criteria import matters
from xinfang.casework.workflow import STATES, State
from xinfang.engines.numbering import matter_number
from xinfang.registers.documents.kinds import kind_of
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.queries import path_of

__all__ = [
    "ACCUSED",
    "AttachedFile",
    "CaseFile",
    "PastPetition",
    "TimelineRow",
    "attached",
    "case",
    "lines_of",
    "timeline",
]

# Whom an accusation is against, where it is no unit of the tree: key and label.
ACCUSED = dict(Accused.choices)


@dataclass(frozen=True)
class PastPetition:
    """A petition that raised the matter, in its own words."""

    pk: int
    number: str
    kind: str
    kind_label: str
    channel: str
    form: str
    heads: int
    received_at: datetime
    title: str
    facts: str
    demand: str


@dataclass(frozen=True)
class CaseFile:
    """A matter, the petition that raised it first, and those that raised it again."""

    matter: Matter
    first: Petition
    state: State
    purpose: str
    result: str
    channel: str
    form: str
    class_path: str
    petitions: tuple[PastPetition, ...]

    @property
    def repeats(self) -> int:
        """How often the same person came again."""
        return sum(1 for petition in self.petitions if petition.kind == RaisingKind.REPEAT)


@dataclass(frozen=True)
class AttachedFile:
    """A file that came with a petition. `kind` is what its bytes are; `size` in bytes."""

    pk: int
    name: str
    kind: str
    size: int
    scan_state: str


@dataclass(frozen=True)
class TimelineRow:
    """What happened, before it is put into words."""

    at: datetime
    verb: str
    actor_id: int | None
    actor: str
    unit: str
    note: str
    data: Mapping[str, Any]


def case(scope: Scope, number: str, permission: str = "see_matters") -> CaseFile | None:
    """The case with a number, or None when there is none in the scope: absent and forbidden look the same."""
    stored = matter_number(number)
    if stored is None:
        return None
    matter = (
        matters(scope, permission=permission)
        .select_related("unit", "registered_unit", "place_unit", "accused_unit", "complained_unit")
        .select_related("content_class", "review_unit", "merged_into", "split_from")
        .filter(number=stored)
        .first()
    )
    if matter is None:
        return None
    raisings = list(
        Raising.objects.filter(matter=matter, petition__reverted_at=None)
        .select_related("petition")
        .order_by("-petition__received_at", "-pk")
    )
    first = next(raising.petition for raising in raisings if raising.kind == RaisingKind.FIRST)
    return CaseFile(
        matter=matter,
        first=first,
        state=STATES[matter.state],
        purpose=str(Purpose(matter.purpose).label),
        result=str(matter.get_result_display()),
        channel=str(Channel(first.channel).label),
        form=str(Form(first.form).label),
        class_path=path_of(matter.content_class_id) if matter.content_class_id else "",
        petitions=tuple(_past(raising) for raising in raisings),
    )


def timeline(matter_id: int) -> list[TimelineRow]:
    """The life of a matter, newest first."""
    fields = ("at", "verb", "actor_id", "actor", "unit", "note", "data")
    found = TimelineEntry.objects.filter(matter_id=matter_id).order_by("-at", "-id").values_list(*fields)
    return [TimelineRow(*row) for row in found]


def lines_of(matter_ids: Sequence[int], verbs: Sequence[str]) -> dict[int, list[TimelineRow]]:
    """Of several matters the lines with these verbs, oldest first; matters without one are left out."""
    fields = ("at", "verb", "actor_id", "actor", "unit", "note", "data")
    lines = TimelineEntry.objects.filter(matter_id__in=list(matter_ids), verb__in=list(verbs))
    found: dict[int, list[TimelineRow]] = {}
    for matter_id, *row in lines.order_by("at", "pk").values_list("matter_id", *fields):
        found.setdefault(matter_id, []).append(TimelineRow(*row))
    return found


def attached(matter_id: int) -> list[AttachedFile]:
    """The files that came with the petitions of a matter or were added to it, oldest first."""
    live = Attachment.objects.filter(petition__raisings__matter_id=matter_id, petition__reverted_at=None)
    live = live.filter(Q(matter=None) | Q(matter_id=matter_id))
    files = [each.file for each in live.select_related("file").order_by("petition_id", "position", "pk")]
    return [
        AttachedFile(file.pk, file.name, kind_of(file.media_type), file.size, file.get_scan_state_display())
        for file in files
    ]


def _past(raising: Raising) -> PastPetition:
    petition = raising.petition
    return PastPetition(
        pk=petition.pk,
        number=petition.number,
        kind=raising.kind,
        kind_label=str(RaisingKind(raising.kind).label),
        channel=str(Channel(petition.channel).label),
        form=str(Form(petition.form).label),
        heads=petition.head_count,
        received_at=petition.received_at,
        title=petition.title,
        facts=petition.facts,
        demand=petition.demand,
    )
