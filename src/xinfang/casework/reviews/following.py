"""What service of an opinion leads to depends on its outcome; hung into letters.following."""

from datetime import date

from xinfang.casework.letters.following import Following
from xinfang.casework.reviews.queries import running
from xinfang.casework.reviews.rules import following

__all__ = ["FOLLOWING"]


def _follow(matter_id: int, on: date) -> Following | None:
    review = running(matter_id)
    return following(review, on) if review and review.outcome else None


FOLLOWING = {"review_opinion": _follow, "rereview_opinion": _follow}
