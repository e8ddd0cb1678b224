"""Whose matter it is beside the first petitioner's: who joined it, and whose own was merged into it.

Each of them is told, answered and may ask for review; none of them is shown another's data.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from xinfang.casework.petitions.models import Matter, Petition, Raising, RaisingKind, TimelineEntry

__all__ = [
    "ASKS",
    "Further",
    "addressees",
    "after_the_end",
    "asker",
    "came_again",
    "further",
    "gathered",
    "raised_by",
    "whose",
]

ASKS = ("request_review", "request_rereview")  # an answer to these goes to whoever asked


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


def asker(matter_id: int, verbs: Iterable[str] = ASKS) -> int | None:
    """The petition of the further petitioner who asked last; None: the first one did, or nobody."""
    lines = TimelineEntry.objects.filter(matter_id=matter_id, verb__in=list(verbs)).order_by("-pk")
    return (lines.values_list("data", flat=True).first() or {}).get("petition")


def came_again(matter_id: int) -> int | None:
    """The petition of who came with the same once the third level was served, and was not yet told that it
    is taken no more (条例 2022, 36); the oldest, None when nobody did."""
    lines = TimelineEntry.objects.filter(matter_id=matter_id)
    notices = lines.filter(verb="stop_taking")
    # A notice that names no petition was to all who had come before it.
    told = (
        (lines.filter(verb="serve_rereview") | notices.filter(data__petition__isnull=True))
        .order_by("-pk")
        .first()
    )
    again = lines.filter(verb="repeat", petition__reverted_at=None, pk__gt=told.pk if told else 0)
    named = [pk for pk in notices.values_list("data__petition", flat=True) if pk]
    again = again.exclude(petition_id__in=named)
    return again.order_by("pk").values_list("petition_id", flat=True).first()


def after_the_end(matter_id: int, petition_id: int) -> bool:
    """Whether a petition brought the same again once the third level was served: it is taken no more."""
    lines = TimelineEntry.objects.filter(matter_id=matter_id)
    ended = lines.filter(verb="serve_rereview").order_by("-pk").first()
    again = lines.filter(verb="repeat", petition_id=petition_id, pk__gt=ended.pk if ended else 0)
    return ended is not None and again.exists()


def addressees(matter_id: int, stage: str) -> dict[str, int]:
    """The petitions to whose petitioners the answer of a stage is told in an own notice, by number: all but
    the one that it was served on. Of what a further petitioner asked for, that is the first one's too.
    `stage`: first, review, rereview, or back: what was sent back to be decided anew."""
    found = {each.number: each.petition_id for each in further(matter_id)}
    asked = asker(matter_id, ASKS if stage == "back" else [f"request_{stage}"])
    if asked is None:
        return found
    raised = Raising.objects.filter(matter_id=matter_id, kind=RaisingKind.FIRST, petition__anonymous=False)
    first = dict(raised.values_list("petition__number", "petition_id"))
    return {number: pk for number, pk in (first | found).items() if pk != asked}


def whose(petition_id: int | None) -> dict[str, object]:
    """What the timeline keeps of whose an act is: a further petitioner's petition, of the first nothing."""
    return {"petition": petition_id} if petition_id else {}


def raised_by(matter_id: int, petition_id: int | None) -> tuple[int, str]:
    """Key and number of a further petitioner's petition; None: of the one that raised the matter first."""
    raised = Raising.objects.filter(matter_id=matter_id, kind=RaisingKind.FIRST)
    found = (
        Petition.objects.filter(pk=petition_id)
        if petition_id
        else Petition.objects.filter(raisings__in=raised)
    )
    return found.values_list("pk", "number").get()
