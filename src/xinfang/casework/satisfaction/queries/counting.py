"""The parts of 参评率 and 满意率 for both bodies, as querysets that a measure counts or lists.

rating share = rated / ratable; satisfaction = scored(satisfied, basically) / rated. One row is one answer of
one matter: `matter_id` leads to the case, `opened_on` is the day from which it could be rated. An answer that
was taken back before it was rated is out of both; one that was rated stays in both.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from xinfang.casework.satisfaction.models import Body, Invitation, Rating, Score

__all__ = ["rated", "ratable", "scored"]


def ratable(body: str) -> QuerySet[Invitation]:
    """The answers of which a body could be rated."""
    standing = Invitation.objects.filter(Q(closed_at=None) | Q(Exists(_given(body))))
    live = standing.exclude(matter__state="reverted")
    return live if body == Body.OFFICE else live.filter(unit__isnull=False)


def rated(body: str) -> QuerySet[Invitation]:
    """Those of which it was rated."""
    return ratable(body).filter(Exists(_given(body)))


def scored(body: str, *scores: str) -> QuerySet[Invitation]:
    """Those of which it got one of the scores. Raises ValueError for a score that there is none of."""
    if unknown := set(scores) - set(Score.values):
        raise ValueError(f"There are no scores {sorted(unknown)}: {', '.join(Score.values)}.")
    return ratable(body).filter(Exists(_given(body).filter(score__in=scores)))


def _given(body: str) -> QuerySet[Rating]:
    return Rating.objects.filter(invitation=OuterRef("pk"), body=body)
