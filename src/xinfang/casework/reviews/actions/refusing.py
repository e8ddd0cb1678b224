"""What the room's acts refuse in common."""

from django.utils.translation import gettext as _

from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import handlers
from xinfang.kernel.errors import Refusal

__all__ = ["refuse_handler"]


def refuse_handler(review: Review, user_id: int | None) -> None:
    """Raise Refusal for who handled or signed what is in question (回避: 条例 2022, 28; 2005, 30).

    What an organ outside decided is only recorded here: whoever records it decides nothing.
    """
    if not review.reviewer_name and user_id is not None and user_id in handlers(review):
        sentence = _("您经办或者签发过原来的意见，不能审查%(number)s的%(level)s申请，请换一位办理。")
        told = {"number": review.matter.number, "level": review.get_level_display()}
        raise Refusal(sentence % told)
