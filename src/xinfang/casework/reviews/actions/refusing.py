"""What the room's acts refuse in common."""

from django.utils.translation import gettext as _

from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import handlers
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["SHORTEST", "refuse_handler", "refuse_short", "short"]

SHORTEST = 6  # characters of a text that gives reasons


def short(text: str, field: str, sentence: str) -> list[Problem]:
    """What is wrong with a text that says too little, at its field."""
    enough = len("".join(text.split())) >= SHORTEST
    return [] if enough else [Problem(field, sentence % {"n": SHORTEST})]


def refuse_short(text: str, field: str, sentence: str) -> str:
    """The text without needless space; raises Refusal at its field when it says too little."""
    if found := short(text, field, sentence):
        raise Refusal(problems=found)
    return text.strip()


def refuse_handler(review: Review, user_id: int | None) -> None:
    """Raise Refusal for who handled or signed what is in question (回避: 条例 2022, 28; 2005, 30).

    What an organ outside decided is only recorded here: whoever records it decides nothing.
    """
    if not review.reviewer_name and user_id is not None and user_id in handlers(review):
        sentence = _("您经办或者签发过原来的意见，不能审查%(number)s的%(level)s申请，请换一位办理。")
        told = {"number": review.matter.number, "level": review.get_level_display()}
        raise Refusal(sentence % told)
