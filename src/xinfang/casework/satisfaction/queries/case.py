"""What the case page shows of what came after the answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.satisfaction.models import Body, CallBack, Invitation, Reason, Said, Settlement
from xinfang.registers.staff.scope import Scope

__all__ = [
    "AfterAnswer",
    "CallBackRow",
    "RatedBody",
    "RatedStage",
    "SettlementRow",
    "accepted_callbacks",
    "after_answer",
]


@dataclass(frozen=True)
class RatedBody:
    """A body's score. `reason` and `kinds` are '' for those who may not read them."""

    label: str
    unit: str
    score: str
    score_label: str
    kinds: str
    reason: str


@dataclass(frozen=True)
class RatedStage:
    """One answer: rated, or open until a day."""

    label: str
    petition: str  # the number of the petition whose it is
    bodies: tuple[RatedBody, ...]
    rated_at: datetime | None
    closes_on: date
    open: bool


@dataclass(frozen=True)
class CallBackRow:
    """One call-back in words."""

    called_at: datetime
    caller: str
    way: str
    reached: bool
    said: str
    words: str
    outcome: str


@dataclass(frozen=True)
class SettlementRow:
    """One settlement; `undone_at` when it does not hold any more."""

    settled_on: date
    proof: str
    file_id: int
    file_name: str
    statement: str
    recorder: str
    undone_at: datetime | None
    undone_why: str


@dataclass(frozen=True)
class AfterAnswer:
    """Ratings, call-backs, settlements of one matter, each newest first."""

    stages: tuple[RatedStage, ...]
    callbacks: tuple[CallBackRow, ...]
    settlements: tuple[SettlementRow, ...]
    answered: bool

    @property
    def several(self) -> bool:
        """Whether more than one petitioner rates."""
        return len({stage.petition for stage in self.stages}) > 1

    @property
    def settled(self) -> SettlementRow | None:
        """The settlement that stands."""
        return next((row for row in self.settlements if row.undone_at is None), None)


def after_answer(scope: Scope, matter: Matter, today: date) -> AfterAnswer:
    """All of it. The petitioner's reasons are read by the heads of the rated bodies (`see_ratings`) alone."""
    reach = scope.reach("see_ratings")
    rows = Invitation.objects.filter(matter=matter).order_by("-opened_on", "-pk")
    return AfterAnswer(
        stages=tuple(
            _stage(row, today, reach)
            for row in rows.select_related("office", "unit", "petition").prefetch_related("ratings")
            if not row.closed_at or row.ratings.all()
        ),
        callbacks=tuple(
            _callback(row) for row in CallBack.objects.filter(matter=matter).order_by("-called_at", "-pk")
        ),
        settlements=tuple(
            _settlement(row)
            for row in Settlement.objects.filter(matter=matter).select_related("file").order_by("-pk")
        ),
        answered=matter.concluded_at is not None,
    )


def accepted_callbacks(matter_id: int) -> list[tuple[int, CallBackRow]]:
    """The call-backs in which the petitioner accepted the result, with their ids: proof of a settlement."""
    found = CallBack.objects.filter(matter_id=matter_id, said=Said.ACCEPTS).order_by("-called_at", "-pk")
    return [(row.pk, _callback(row)) for row in found]


def _stage(row: Invitation, today: date, reach: frozenset[int] | None) -> RatedStage:
    ratings = sorted(row.ratings.all(), key=lambda each: each.body != Body.OFFICE)
    told = []
    for rating in ratings:
        unit = row.office if rating.body == Body.OFFICE else row.unit
        reads = reach is None or (unit is not None and unit.pk in reach)
        kinds = _("、").join(str(Reason(kind).label) for kind in rating.kinds) if reads else ""
        told.append(
            RatedBody(
                label=str(Body(rating.body).label),
                unit=str(unit or ""),
                score=rating.score,
                score_label=str(rating.get_score_display()),
                kinds=kinds,
                reason=rating.reason if reads else "",
            )
        )
    return RatedStage(
        label=str(row.get_stage_display()),
        petition=row.petition.number,
        bodies=tuple(told),
        rated_at=ratings[0].rated_at if ratings else None,
        closes_on=row.closes_on,
        open=not ratings and today <= row.closes_on,
    )


def _callback(row: CallBack) -> CallBackRow:
    return CallBackRow(
        called_at=row.called_at,
        caller=row.caller,
        way=str(row.get_way_display()),
        reached=row.reached,
        said=str(row.get_said_display()) if row.said else "",
        words=row.words,
        outcome=str(row.get_outcome_display()),
    )


def _settlement(row: Settlement) -> SettlementRow:
    return SettlementRow(
        settled_on=row.settled_on,
        proof=str(row.get_proof_display()),
        file_id=row.file_id,
        file_name=row.file.name,
        statement=row.statement,
        recorder=row.recorder,
        undone_at=row.undone_at,
        undone_why=row.undone_why,
    )
