"""The ties of one matter, and those of one topic that wait for a person."""

from django.db.models import Count, Q

from xinfang.casework.themes.models import LookBack, TieState, TopicTie
from xinfang.kernel.keyset import Keyset, Slice
from xinfang.registers.staff.scope import Scope

__all__ = ["counts", "every_tie", "looks_back", "ties_in", "ties_of", "waiting_ties"]

NEWEST = Keyset("proposed_at")


def ties_of(matter_id: int) -> list[TopicTie]:
    """The topics of a matter that the actor has opened, the refused left out."""
    found = TopicTie.objects.filter(matter_id=matter_id).exclude(state=TieState.REFUSED)
    return list(found.select_related("topic", "problem").order_by("pk"))


def waiting_ties(scope: Scope, topic_id: int, *, newer: str = "", older: str = "") -> Slice:
    """The proposals of a topic on matters in sight, newest first."""
    found = TopicTie.objects.visible_to(scope).filter(topic_id=topic_id, state=TieState.PROPOSED)
    return NEWEST.page(
        found.select_related("matter", "problem", "matter__content_class"), size=50, newer=newer, older=older
    )


def ties_in(scope: Scope, ids: list[int]) -> list[int]:
    """Those of the ids given that are ties of matters in sight."""
    return list(TopicTie.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))


def every_tie(topic_id: int) -> list[tuple[int, int | None]]:
    """(tie, problem) of a topic in order, for a machine that looks after the whole register."""
    return list(TopicTie.objects.filter(topic_id=topic_id).order_by("pk").values_list("pk", "problem_id"))


def looks_back(topic_id: int) -> bool:
    """Whether a topic has still to look at some of what was registered before it."""
    return LookBack.objects.filter(topic_id=topic_id).exists()


def counts(scope: Scope) -> dict[int, tuple[int, int]]:
    """Topic id -> (confirmed, waiting) over matters in sight."""
    rows = TopicTie.objects.visible_to(scope).values("topic_id").order_by()
    told = rows.annotate(
        confirmed=Count("pk", filter=Q(state=TieState.CONFIRMED)),
        waiting=Count("pk", filter=Q(state=TieState.PROPOSED)),
    )
    return {row["topic_id"]: (row["confirmed"], row["waiting"]) for row in told}
