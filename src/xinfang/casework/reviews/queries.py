"""What is asked of reviews; the actor's scope first where people see the answer."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.preview import preview
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.models import Level, Review, ReviewState
from xinfang.casework.reviews.rules import BACK, HANDLES, Proposal, proposed
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Right",
    "handlers",
    "last_review",
    "of_matter",
    "proposal",
    "questioned",
    "redoing",
    "review_in",
    "right_of",
    "running",
    "sent_back",
]

# Where a matter stands when a level may be asked for, and the family of clocks that keeps the right.
ASKABLE: dict[str, tuple[Level, str]] = {
    "served": (Level.REVIEW, "review_request"),
    "concluded": (Level.REVIEW, "review_request"),
    "review_concluded": (Level.REREVIEW, "rereview_request"),
}


@dataclass(frozen=True)
class Right:
    """The petitioner's right to ask: for which level, since when, and until when; None: no rule says."""

    level: Level
    since: date | None
    due_on: date | None


def right_of(matter: Matter) -> Right | None:
    """The right that a matter's petitioner has now; None when nothing can be asked for.

    The term is that of the clock which service began. An answer that came in with a register has none: its
    term is counted from its own day.
    """
    if matter.state not in ASKABLE or matter.confined:
        return None
    level, family = ASKABLE[matter.state]
    clock = Clock.objects.filter(matter=matter, family=family).order_by("-pk").first()
    if clock:
        return Right(level, clock.started_on, clock.due_on)
    moment = matter.served_at or matter.concluded_at
    shown = preview(family, moment) if moment else None
    return Right(level, timezone.localdate(moment) if moment else None, shown.due_on if shown else None)


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


def _above(unit: Unit | None, day: date) -> Unit | None:
    """The unit over it that stands on a day: a merged one's successor in its place."""
    above = Unit.objects.get_parent(unit) if unit else None
    while above is not None and above.valid_to is not None and above.valid_to < day:
        above = above.successor
    return above


def running(matter_id: int) -> Review | None:
    """The request that is not answered yet; there is one at most."""
    return Review.objects.running().filter(matter_id=matter_id).first()


def redoing(matter: Matter) -> Review | None:
    """The answered request that sent the matter back, as long as the unit has not decided anew."""
    return sent_back(matter.pk) if matter.state == "accepted" else None


def sent_back(matter_id: int) -> Review | None:
    """The last answered request of a matter, if it sent the matter back to its unit."""
    answered = Review.objects.filter(matter_id=matter_id, state=ReviewState.SERVED)
    newest = answered.select_related("matter").order_by("-served_at", "-pk").first()
    return newest if newest and newest.outcome in BACK else None


def handlers(review: Review) -> set[int]:
    """The accounts that handled or signed what is in question, and may not decide about it (条例 2022, 28).

    For a re-review also those who worked out the review.
    """
    lines = TimelineEntry.objects.filter(matter_id=review.matter_id, verb__in=HANDLES)
    found = set(lines.exclude(actor_id=None).values_list("actor_id", flat=True))
    if review.level == Level.REREVIEW and (first := last_review(review.matter_id, Level.REVIEW)):
        found |= {first.decided_by} - {None}
        later = TimelineEntry.objects.filter(matter_id=review.matter_id, verb="opine_review")
        found |= set(later.exclude(actor_id=None).values_list("actor_id", flat=True))
    return {pk for pk in found if pk is not None}


def of_matter(matter_id: int) -> list[Review]:
    """The requests of a matter that the actor has opened, newest first."""
    found = Review.objects.filter(matter_id=matter_id)
    return list(found.select_related("reviewer_unit", "respondent_unit").order_by("-requested_at", "-pk"))


def review_in(scope: Scope, pk: int) -> Review | None:
    """A request about a matter in scope; None for all others, whether they exist or not."""
    found = Review.objects.visible_to(scope).select_related("matter", "reviewer_unit", "respondent_unit")
    return found.filter(pk=pk).first()
