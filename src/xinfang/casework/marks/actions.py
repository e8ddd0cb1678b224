"""The only writers of marks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.marks.models import Mark, Marking
from xinfang.casework.marks.rules import checked
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import copy_in, unsaved
from xinfang.kernel.errors import Refusal

__all__ = ["mark", "unmark"]


@transaction.atomic
def mark(*, matter_ids: Sequence[int], name: str, by: Actor, at: datetime) -> tuple[int, list[int]]:
    """Put a word of the actor's unit on matters; the mark's id, and the matters that did not bear it yet.

    Raises Refusal for a word that is none, or tells of a person. The callers hand in what the actor may see.
    """
    if by.unit_id is None:
        raise Refusal(_("您的账号还没有单位，不能使用标记。"))
    word = checked(name, matter_ids)
    found, _made = Mark.objects.get_or_create(unit_id=by.unit_id, name=word, defaults={"made_at": at})
    bearing = Marking.objects.filter(mark=found, matter_id__among=list(matter_ids))
    fresh = sorted(set(matter_ids) - set(bearing.values_list("matter_id", flat=True)))
    copy_in(Marking, [unsaved(Marking)(mark_id=found.pk, matter_id=pk, marked_at=at) for pk in fresh])
    _recorded("matter.marked", fresh, word, by, at)
    return found.pk, fresh


@transaction.atomic
def unmark(*, matter_ids: Sequence[int], mark_id: int, by: Actor, at: datetime) -> list[int]:
    """Take a word of the actor's unit from matters; the ids of those that bore it."""
    found = Mark.objects.filter(pk=mark_id, unit_id=by.unit_id or 0).first()
    if found is None:
        raise Refusal(_("没有这个标记，可能已经改了；请刷新后再试。"))
    bearing = Marking.objects.filter(mark=found, matter_id__among=list(matter_ids))
    gone = sorted(bearing.values_list("matter_id", flat=True))
    bearing.delete()
    _recorded("matter.unmarked", gone, found.name, by, at)
    return gone


def _recorded(event: str, ids: Sequence[int], word: str, by: Actor, at: datetime) -> None:
    numbers = dict(Matter.objects.filter(pk__among=list(ids)).values_list("pk", "number"))
    told = [Record(event, "matter", pk, numbers[pk], after={"mark": word}) for pk in ids]
    record_many(told, by=by, at=at)
