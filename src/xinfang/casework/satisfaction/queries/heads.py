"""What the head of a unit reads: every rating of the own units, and how many of each score."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from xinfang.casework.satisfaction.models import Body, Invitation, Rating, Reason, Score, Stage
from xinfang.casework.satisfaction.queries.counting import ratable
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["Counts", "RatingRow", "Ratings", "Wanted", "counts", "ratings"]

NEWEST = Keyset("rated_at")


@dataclass(frozen=True)
class Wanted:
    """Blank narrows nothing; the days are those of the answers, inclusive, so that shares have one base."""

    body: str = ""
    score: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Counts:
    """One body: how many of each score, how many rated (n), how many could be rated."""

    body: str
    label: str
    scores: tuple[tuple[str, str, int], ...]  # score, label, count
    rated: int
    ratable: int


@dataclass(frozen=True)
class RatingRow:
    """One rating in words."""

    number: str
    title: str
    stage: str
    body: str
    unit: str
    score: str
    score_label: str
    kinds: str
    reason: str
    rated_at: datetime


@dataclass(frozen=True)
class Ratings:
    """A page of them, newest first."""

    rows: list[RatingRow]
    newer: str
    older: str


def ratings(scope: Scope, wanted: Wanted, *, size: int = 50, newer: str = "", older: str = "") -> Ratings:
    """The ratings of the bodies in which the actor holds `see_ratings`."""
    related = ("invitation__matter", "invitation__office", "invitation__unit")
    page = NEWEST.page(_seen(scope, wanted).select_related(*related), size=size, newer=newer, older=older)
    return Ratings([_row(each) for each in page.rows], page.newer, page.older)


def counts(scope: Scope, wanted: Wanted) -> list[Counts]:
    """Both bodies, with the base of each rate. The score asked for narrows the list, not the counts."""
    whole = Wanted(since=wanted.since, until=wanted.until)
    grouped = _seen(scope, whole).order_by().values("body", "score").annotate(n=Count("pk"))
    found = {(row["body"], row["score"]): row["n"] for row in grouped}
    return [_counts(Body(body), found, _ratable(scope, body, whole)) for body in Body.values]


def _counts(body: Body, found: dict[tuple[str, str], int], could: int) -> Counts:
    scores = tuple((score, str(Score(score).label), found.get((body, score), 0)) for score in Score.values)
    return Counts(body, str(body.label), scores, sum(n for _score, _label, n in scores), could)


def _seen(scope: Scope, wanted: Wanted) -> QuerySet[Rating]:
    seen = Rating.objects.exclude(invitation__matter__state="reverted")
    reach = scope.reach("see_ratings")
    if reach is not None:
        own = Q(body=Body.OFFICE, invitation__office_id__in=reach)
        seen = seen.filter(own | Q(body=Body.UNIT, invitation__unit_id__in=reach))
    asked: dict[str, object] = {"body": wanted.body, "score": wanted.score}
    asked |= {"invitation__opened_on__gte": wanted.since, "invitation__opened_on__lte": wanted.until}
    return seen.filter(**{key: value for key, value in asked.items() if value})


def _ratable(scope: Scope, body: str, wanted: Wanted) -> int:
    """The base of the share that rated."""
    found = ratable(body)
    reach = scope.reach("see_ratings")
    if reach is not None:
        found = found.filter(**{f"{'office' if body == Body.OFFICE else 'unit'}_id__in": reach})
    asked = {"opened_on__gte": wanted.since, "opened_on__lte": wanted.until}
    return found.filter(**{key: value for key, value in asked.items() if value}).count()


def _row(rating: Rating) -> RatingRow:
    invitation: Invitation = rating.invitation
    unit = invitation.office if rating.body == Body.OFFICE else invitation.unit
    return RatingRow(
        number=invitation.matter.number,
        title=invitation.matter.title,
        stage=str(Stage(invitation.stage).label),
        body=str(Body(rating.body).label),
        unit=str(unit or ""),
        score=rating.score,
        score_label=str(Score(rating.score).label),
        kinds=_("、").join(str(Reason(kind).label) for kind in rating.kinds),
        reason=rating.reason,
        rated_at=rating.rated_at,
    )
