"""What an import does beside registering: answers given long ago, and taking itself back."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, Petition, Raising, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in
from xinfang.kernel.errors import Refusal

__all__ = ["conclude_many", "revert_batch"]


@transaction.atomic
def conclude_many(
    answers: Sequence[tuple[int, datetime]], *, by: Actor, at: datetime, import_batch: int | None = None
) -> int:
    """Record that matters were answered, each at its own moment. Refuses all when a hold is pinned on one."""
    when = dict(answers)
    perform(
        verb="record_answer", matter_ids=list(when), by=by, at=at, moments=when, import_batch=import_batch
    )
    return len(when)


@transaction.atomic
def revert_batch(*, import_batch: int, by: Actor, at: datetime) -> int:
    """Take an import back: its petitions and matters leave lists and figures; nothing is deleted.

    Their form keys are given up, so that the same file can be imported again. Refuses when a person has
    worked on one of the matters, or a later petition raised one again. Returns the number of petitions.
    """
    petitions = list(Petition.objects.select_for_update().filter(import_batch=import_batch, reverted_at=None))
    opened = Raising.objects.filter(petition__in=petitions, kind="first").values_list("matter_id", flat=True)
    matters = list(Matter.objects.select_for_update().filter(pk__among=list(opened)).order_by("pk"))
    _refuse_touched(matters, import_batch)
    records = []
    for petition in petitions:
        petition.reverted_at, petition.form_key = at, uuid.uuid4()
        records.append(Record("petition.reverted", "petition", petition.pk, petition.number))
    change_many(Petition, petitions, ["reverted_at", "form_key"])
    copy_in(TimelineEntry, _taken_from_others(petitions, matters, by, at))
    record_many(records, by=by, at=at)
    perform(verb="revert", matter_ids=[matter.pk for matter in matters], by=by, at=at)
    return len(petitions)


def _taken_from_others(
    petitions: Sequence[Petition], matters: Sequence[Matter], by: Actor, at: datetime
) -> list[TimelineEntry]:
    """A line for each other matter that loses a petition; it has a petition, so is nobody's work."""
    numbers = {petition.pk: petition.number for petition in petitions}
    linked = Raising.objects.filter(petition_id__among=numbers).exclude(kind="first").order_by("pk")
    own = {matter.pk for matter in matters}
    return [
        building.act(matter, "revert", by, at, petition_id=petition, data={"number": numbers[petition]})
        for matter, petition in linked.values_list("matter_id", "petition_id")
        if matter not in own
    ]


def _refuse_touched(matters: Sequence[Matter], import_batch: int) -> None:
    raised = Raising.objects.filter(matter__in=matters, petition__reverted_at=None)
    later = raised.exclude(petition__import_batch=import_batch).select_related("matter").first()
    if later:
        raise Refusal(_("不能撤销：%(number)s 已有后来的信访件并入。") % {"number": later.matter.number})
    # A missing key compares as unknown in SQL: said twice, or every person's work would be overlooked.
    anothers = ~Q(data__import_batch=import_batch) | Q(data__import_batch__isnull=True)
    worked = TimelineEntry.objects.filter(anothers, matter__in=matters, petition=None)
    worked = worked.exclude(verb=building.RECOUNTED)
    touched = worked.select_related("matter").first()
    if touched:
        raise Refusal(_("不能撤销：%(number)s 导入后已有人办理。") % {"number": touched.matter.number})
