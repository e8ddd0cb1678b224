"""What the holder of a petition's code may rate, and what was given."""

from dataclasses import dataclass
from datetime import date

from xinfang.casework.satisfaction.models import Body, Invitation, Rating, Stage

__all__ = ["Rateable", "RateableBody", "rateable"]


@dataclass(frozen=True)
class RateableBody:
    """One body of one answer; `score` is '' until it was rated."""

    body: str
    label: str
    unit: str
    score: str
    score_label: str
    reason: str


@dataclass(frozen=True)
class Rateable:
    """One answer. `open`: it may be rated today."""

    invitation_id: int
    stage: str
    label: str
    bodies: tuple[RateableBody, ...]
    closes_on: date
    open: bool
    given: bool


def rateable(petition_id: int, today: date, matter_id: int | None = None) -> list[Rateable]:
    """The answers that a petition may rate or has rated, newest first; of one matter, if it is named."""
    found = Invitation.objects.filter(petition_id=petition_id).order_by("-opened_on", "-pk")
    if matter_id is not None:
        found = found.filter(matter_id=matter_id)
    rows = found.select_related("office", "unit").prefetch_related("ratings")
    return [told for row in rows if (told := _told(row, today)).given or not row.closed_at]


def _told(row: Invitation, today: date) -> Rateable:
    given = {rating.body: rating for rating in row.ratings.all()}
    bodies = [_body(Body.OFFICE, row.office.name, given)]
    if row.unit:
        bodies.append(_body(Body.UNIT, row.unit.name, given))
    return Rateable(
        invitation_id=row.pk,
        stage=row.stage,
        label=str(Stage(row.stage).label),
        bodies=tuple(bodies),
        closes_on=row.closes_on,
        open=not given and not row.closed_at and today <= row.closes_on,
        given=bool(given),
    )


def _body(body: Body, unit: str, given: dict[str, Rating]) -> RateableBody:
    rating = given.get(body)
    label = str(rating.get_score_display()) if rating else ""
    score, reason = (rating.score, rating.reason) if rating else ("", "")
    return RateableBody(body, str(body.label), unit, score, label, reason)
