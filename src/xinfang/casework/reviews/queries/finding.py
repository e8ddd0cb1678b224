"""Finding requests: the one that runs, the one that sent a matter back, those of a matter."""

from django.utils.functional import Promise

from xinfang.casework.desks.worded import Worded, worded
from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.models import Hearing, Level, Review, ReviewState
from xinfang.casework.reviews.queries.asking import last_review
from xinfang.casework.reviews.rules import BACK, GROUNDS, HANDLES
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Review",
    "grounds_of",
    "handlers",
    "hearings",
    "of_matter",
    "papers",
    "redoing",
    "review_in",
    "running",
    "sent_back",
]


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
    """The accounts that handled, wrote, read or signed what is in question: they do not decide about it.

    (条例 2022, 28; 2005, 30.) For a re-review also those who worked out the review.
    """
    kinds = _in_question(review)
    signed = Document.objects.filter(matter_id=review.matter_id, kind__in=kinds, state__in=OUT)
    hands = [{each.checked_by, each.signed_by, *each.hands} for each in signed]
    lines = TimelineEntry.objects.filter(matter_id=review.matter_id, verb__in=HANDLES)
    found = set(lines.values_list("actor_id", flat=True)) | {pk for row in hands for pk in row}
    if review.level == Level.REREVIEW and (first := last_review(review.matter_id, Level.REVIEW)):
        found.add(first.decided_by)
        later = TimelineEntry.objects.filter(matter_id=review.matter_id, verb="opine_review")
        found |= set(later.values_list("actor_id", flat=True))
    return {pk for pk in found if pk is not None}


def papers(review: Review) -> list[Worded]:
    """The opinions that stood when the request came; for a re-review the review before the first opinion."""
    return worded(review.matter_id, _in_question(review), review.requested_at)


def _in_question(review: Review) -> tuple[str, ...]:
    return ("review_opinion", "opinion") if review.level == Level.REREVIEW else ("opinion",)


def of_matter(matter_id: int) -> list[Review]:
    """The requests of a matter that the actor has opened, newest first."""
    found = Review.objects.filter(matter_id=matter_id)
    return list(found.select_related("reviewer_unit", "respondent_unit").order_by("-requested_at", "-pk"))


def review_in(scope: Scope, pk: int) -> Review | None:
    """A request about a matter in scope; None for all others, whether they exist or not."""
    found = Review.objects.visible_to(scope).select_related("matter", "reviewer_unit", "respondent_unit")
    return found.filter(pk=pk).first()


def hearings(review_id: int) -> list[Hearing]:
    """The hearings held on a request, in order of time."""
    return list(Hearing.objects.filter(review_id=review_id).order_by("from_day", "pk"))


def grounds_of(review: Review) -> list[Promise | str]:
    """Why the opinion was revoked or changed, in words."""
    return [GROUNDS[key] for key in review.grounds if key in GROUNDS]
