"""The books follow the acts: whoever performs one, the request stands where the act puts it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.petitions.events import Moved
from xinfang.casework.reviews.actions.refusing import refuse_handler
from xinfang.casework.reviews.models import Review, ReviewState
from xinfang.casework.reviews.rules import DECIDES, FOLLOWS
from xinfang.kernel.errors import Refusal

__all__ = ["keep_books"]


@transaction.atomic
def keep_books(moved: Sequence[Moved], *, verb: str, by_user: int | None, at: datetime) -> int:
    """Put the requests where an act puts them; returns how many. A matter without one has none to keep.

    Raises Refusal, so that the act is not done, for a refusal without a reason, and for one who decides and
    handled what is in question.
    """
    if verb not in FOLLOWS:
        return 0
    found = [(each, _running(each.matter_id)) for each in moved]
    kept = [(each, review) for each, review in found if review]
    for each, review in kept:
        if verb in DECIDES:
            refuse_handler(review, by_user)
        _refuse_unready(review, verb)
        review.state = FOLLOWS[verb]
        if review.state == ReviewState.TAKEN:
            review.taken_at = each.moment
        elif review.state == ReviewState.OPINED:
            review.opined_at = each.moment
        elif review.state == ReviewState.SERVED:
            review.served_at = each.moment
        review.save(update_fields=["state", "taken_at", "opined_at", "served_at"])
    return len(kept)


def _running(matter_id: int) -> Review | None:
    running = Review.objects.running().select_for_update(of=("self",)).select_related("matter")
    return running.filter(matter_id=matter_id).first()


def _refuse_unready(review: Review, verb: str) -> None:
    if FOLLOWS[verb] == ReviewState.REFUSED and not review.refusal_reason:
        raise Refusal(_("请先写明不予受理的理由，再发告知书。"))
