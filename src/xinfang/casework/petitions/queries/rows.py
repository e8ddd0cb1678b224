"""Matters as a list shows them: the same few queries for one row and for a thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from xinfang.casework.petitions.models import Channel, Form, Matter, Participant, Petition, Purpose, Raising
from xinfang.casework.workflow import STATES
from xinfang.engines.masking import mask_name

__all__ = ["Row", "rows"]


@dataclass(frozen=True)
class Row:
    """One matter. `people` is masked; labels are in the reader's language."""

    pk: int
    number: str
    title: str
    people_first: str
    heads: int
    anonymous: bool
    channel: str
    form: str
    heads_counted: bool  # a joint letter or a group visit: the number of heads is part of what it is
    state: str
    state_label: str
    purpose: str
    unit: str
    registered_unit: str
    class_name: str
    place: str
    complained_unit: str
    received_at: datetime
    repeats: int
    confined: bool


def rows(matters: Sequence[Matter]) -> list[Row]:
    """Rows for the matters of a page, in its order. Three queries, whatever their number."""
    ids = [matter.pk for matter in matters]
    first = {
        raising.matter_id: raising.petition
        for raising in Raising.objects.filter(matter_id__in=ids, kind="first").select_related("petition")
    }
    names = _first_names([petition.pk for petition in first.values()])
    again = dict(
        Raising.objects.filter(matter_id__in=ids, petition__reverted_at=None)
        .values_list("matter_id")
        .annotate(times=Count("pk", filter=Q(kind="repeat")))
    )
    return [_row(each, first.get(each.pk), names, again.get(each.pk, 0)) for each in matters]


def _first_names(petition_ids: Sequence[int]) -> dict[int, str]:
    """The masked name of each petition's first participant; only these are opened."""
    firsts = (
        Participant.objects.filter(petition_id__in=petition_ids)
        .order_by("petition_id", "position", "pk")
        .distinct("petition_id")
        .select_related("person")
    )
    return {part.petition_id: mask_name(part.person.name) for part in firsts}


def _row(matter: Matter, petition: Petition | None, names: dict[int, str], repeats: int) -> Row:
    state = STATES.get(matter.state)
    return Row(
        pk=matter.pk,
        number=matter.number,
        title=matter.title,
        people_first=names.get(petition.pk, "") if petition else "",
        heads=petition.head_count if petition else 0,
        anonymous=bool(petition and petition.anonymous),
        channel=str(Channel(petition.channel).label) if petition else "",
        form=str(Form(petition.form).label) if petition else "",
        heads_counted=bool(petition and petition.form != Form.SINGLE),
        state=matter.state,
        state_label=str(state.label) if state else matter.state,
        purpose=str(Purpose(matter.purpose).label),
        unit=str(matter.unit or ""),
        registered_unit=str(matter.registered_unit),
        class_name=str(matter.content_class or ""),
        place=matter.place,
        complained_unit=str(matter.complained_unit or ""),
        received_at=matter.received_at,
        repeats=repeats,
        confined=matter.confined,
    )
