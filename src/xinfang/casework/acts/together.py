"""Whose matter it is beside the first petitioner's: who joined it, and whose own was merged into it.

Each of them is told, answered and may ask for review; none of them is shown another's data.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from xinfang.casework.petitions.models import Matter, Raising, RaisingKind

__all__ = ["Further", "further", "gathered"]


@dataclass(frozen=True)
class Further:
    """A further petitioner's petition; `matter_id` is the own one, which may have been merged."""

    petition_id: int
    number: str
    matter_id: int


def gathered(matter_ids: Iterable[int]) -> dict[int, int]:
    """Each of these matters, and all merged into one of them -> the one of these it is handled with."""
    found = {pk: pk for pk in matter_ids}
    edge = list(found)
    while edge:
        inside = Matter.objects.filter(merged_into_id__among=edge, state="merged")
        rows = inside.order_by().values_list("pk", "merged_into_id")
        new = {pk: found[into] for pk, into in rows if into is not None and pk not in found}
        found |= new
        edge = list(new)
    return found


def further(matter_id: int) -> list[Further]:
    """The named petitioners of a matter beside who raised it first, in the order in which they came."""
    inside = gathered([matter_id])
    raised = Raising.objects.filter(
        matter_id__in=list(inside), petition__reverted_at=None, petition__anonymous=False
    )
    rows = raised.order_by("pk").values_list("petition_id", "petition__number", "matter_id", "kind")
    found = [
        Further(petition, number, own)
        for petition, number, own, kind in rows
        if own != matter_id or kind == RaisingKind.JOINED
    ]
    return list({each.petition_id: each for each in found}.values())
