"""What may be asked for, until when, and before whom."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.preview import preview
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.letters.models import OUT, Document, Service
from xinfang.casework.petitions.models import Matter, Raising, RaisingKind
from xinfang.casework.reviews.models import Level, Review, ReviewState
from xinfang.casework.reviews.rules import AGREED, Proposal, proposed
from xinfang.casework.wording.known import reviewer_name
from xinfang.casework.workflow import way_of
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import Choice

__all__ = [
    "ASKABLE",
    "Right",
    "last_review",
    "next_above",
    "proposal",
    "questioned",
    "reviewers",
    "right_of",
]

# Where a matter stands when a level may be asked for, and the family of clocks that keeps the right.
ASKABLE: dict[str, tuple[Level, str]] = {
    "served": (Level.REVIEW, "review_request"),
    "concluded": (Level.REVIEW, "review_request"),
    "review_concluded": (Level.REREVIEW, "rereview_request"),
}


STAGES = {Level.REVIEW: "first", Level.REREVIEW: "review"}  # the answer that a level is asked for about


@dataclass(frozen=True)
class Right:
    """The petitioner's right to ask: for which level, since when, and until when; None: no rule says.

    `own`: its term runs from a notice of the petitioner's own, and not with the matter's clock. `source`: the
    article by which the term runs, which may be of an older law than today's; '' where none does.
    """

    level: Level
    since: date | None
    due_on: date | None
    own: bool = False
    source: str = ""


def right_of(matter: Matter, petition_id: int | None = None) -> Right | None:
    """The right that a matter's petitioner has now; None when nothing can be asked for, as with suggestions
    and accusations, which have no review, and with what was agreed upon. `petition_id`: a
    further petitioner's, whose thirty days run from the own receipt of the answer, and not before it. So do
    the first one's for a re-review, where another had asked for the review.

    The term is that of the clock which service began. An answer that came in with a register has none: its
    term is counted from its own day.
    """
    appeal = way_of(matter.purpose) == "appeal" and matter.result not in AGREED
    if matter.state not in ASKABLE or matter.confined or not appeal:
        return None
    level, family = ASKABLE[matter.state]
    if petition_id is None and level == Level.REREVIEW:
        petition_id = _first_beside(matter.pk)
    if petition_id is not None:
        return _own_right(matter, petition_id, level, family)
    clock = Clock.objects.filter(matter=matter, family=family).order_by("-pk").first()
    if clock:
        under = rule(clock.rule)
        return Right(level, clock.started_on, clock.due_on, source=f"{under.law}{under.article}")
    moment = matter.served_at or matter.concluded_at
    shown = preview(family, moment) if moment else None
    since = timezone.localdate(moment) if moment else None
    return Right(level, since, shown.due_on if shown else None, source=shown.source if shown else "")


def _own_right(matter: Matter, petition_id: int, level: Level, family: str) -> Right:
    day = received_on(matter.pk, petition_id, STAGES[level])
    if day is None:
        answered = matter.served_at or matter.concluded_at
        return Right(level, timezone.localdate(answered) if answered else None, None, own=True)
    shown = preview(family, timezone.make_aware(datetime.combine(day, time(12))))
    return Right(level, day, shown.due_on if shown else None, own=True, source=shown.source if shown else "")


def _first_beside(matter_id: int) -> int | None:
    """The first petitioner's petition, where another had asked for the review that was answered."""
    reviewed = last_review(matter_id, Level.REVIEW)
    if reviewed is None or reviewed.petition_id is None:
        return None
    raised = Raising.objects.filter(matter_id=matter_id, kind=RaisingKind.FIRST)
    return raised.values_list("petition_id", flat=True).first()


def received_on(matter_id: int, petition_id: int, stage: str) -> date | None:
    """When a further petitioner received the newest answer of a stage; None: not yet."""
    own = Document.objects.filter(
        matter_id=matter_id, petition_id=petition_id, state__in=OUT, reverted_at=None
    )
    told = own.filter(Q(kind="together_notice", parts__stage=stage) | Q(kind=f"{stage}_opinion"))
    newest = told.order_by("-issued_at", "-pk").first()
    proofs = Service.objects.filter(document=newest, replaced_by=None) if newest else Service.objects.none()
    return proofs.order_by("-pk").values_list("received_on", flat=True).first()


def last_review(matter_id: int, level: Level) -> Review | None:
    """The newest answered request of a level."""
    answered = Review.objects.filter(matter_id=matter_id, level=level, state=ReviewState.SERVED)
    return answered.select_related("reviewer_unit").order_by("-pk").first()


def questioned(matter: Matter, level: Level) -> list[Unit]:
    """The units whose decisions are in question: none of them, and none below them, may review."""
    units = [matter.unit] if matter.unit else []
    if level == Level.REREVIEW and (first := last_review(matter.pk, Level.REVIEW)) and first.reviewer_unit:
        units.append(first.reviewer_unit)
    return units


def proposal(matter: Matter, level: Level, day: date) -> Proposal:
    """The reviewer that the tree suggests for a matter's next request."""
    below = matter.unit
    if level == Level.REREVIEW:
        first = last_review(matter.pk, Level.REVIEW)
        below = first.reviewer_unit if first else None
    return proposed(below, _above(below, day))


def next_above(review: Review) -> str:
    """Who may be asked after a review: the name of the organ over the reviewer; '' after a re-review."""
    if review.level == Level.REREVIEW:
        return ""
    below = review.reviewer_unit
    day = timezone.localdate(review.requested_at)
    suggested = proposed(below, _above(below, day))
    return reviewer_name(suggested.unit) if suggested.unit else suggested.name


def _above(unit: Unit | None, day: date) -> Unit | None:
    """The unit over it that stands on a day: a merged one's successor in its place."""
    above = Unit.objects.get_parent(unit) if unit else None
    while above is not None and above.valid_to is not None and above.valid_to < day:
        above = above.successor
    return above


def reviewers(matter: Matter, level: Level, day: date) -> list[Choice]:
    """The units of a day that may review: none of those in question and none below them."""
    barred = [unit.path for unit in questioned(matter, level)]
    paths = dict(Unit.objects.values_list("pk", "path"))
    return [
        choice
        for choice in organisations.choices(day)
        if not any(paths[choice.id].startswith(path) for path in barred)
    ]
