"""The marks of the actor's unit, and the matters that bear one."""

from collections.abc import Sequence
from dataclasses import dataclass

from xinfang.casework.marks.models import Mark, Marking
from xinfang.casework.petitions.models import MatterQuerySet
from xinfang.registers.staff.scope import Scope

__all__ = ["MarkLine", "marks_of", "marks_on", "within"]


@dataclass(frozen=True)
class MarkLine:
    """A mark in use."""

    id: int
    name: str


def marks_of(scope: Scope) -> list[MarkLine]:
    """The marks that some matter bears, by name; only those of the actor's own unit."""
    mine = Mark.objects.filter(unit_id=scope.actor.unit_id or 0, markings__isnull=False)
    return [MarkLine(*row) for row in mine.distinct().order_by("name").values_list("pk", "name")]


def marks_on(scope: Scope, matter_ids: Sequence[int]) -> dict[int, list[MarkLine]]:
    """Matter id -> the own unit's marks on it; matters without one are left out."""
    found: dict[int, list[MarkLine]] = {}
    mine = Marking.objects.filter(mark__unit_id=scope.actor.unit_id or 0, matter_id__among=list(matter_ids))
    rows = mine.order_by("mark__name").values_list("matter_id", "mark_id", "mark__name")
    for matter_id, mark_id, name in rows:
        found.setdefault(matter_id, []).append(MarkLine(mark_id, name))
    return found


def within(matters: MatterQuerySet, mark_id: int) -> MatterQuerySet:
    """Of these matters those that bear a mark."""
    return matters.filter(pk__in=Marking.objects.filter(mark_id=mark_id).values("matter_id"))
