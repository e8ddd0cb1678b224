"""What was sent back may not come again as it was (山东 2015, 45; 北京 2006, 50)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import sent_back
from xinfang.casework.reviews.rules import says_the_same
from xinfang.kernel.errors import Refusal

__all__ = ["refuse_repetition"]


def refuse_repetition(moved: Sequence[Moved], *, verb: str) -> None:
    """Raise Refusal, so that the act is not done, when a new opinion says what the one sent back said.

    Another result or another text will do, or new facts that the unit has stated.
    """
    if verb != "opine":
        return
    for each in moved:
        review = sent_back(each.matter_id)
        if review and not review.new_facts and _repeats(review):
            sentence = _(
                "%(number)s 的原意见已被%(outcome)s，不得以同一事实和理由作出与原意见相同的意见；"
                "有新的事实的，请先在复查复核页写明。"
            )
            told = {"number": review.matter.number, "outcome": review.get_outcome_display()}
            raise Refusal(sentence % told)


def _repeats(review: Review) -> bool:
    out = Document.objects.filter(matter_id=review.matter_id, state__in=OUT, reverted_at=None)
    opinions = out.filter(kind="opinion").order_by("-issued_at", "-pk")
    before = opinions.filter(issued_at__lte=review.requested_at).first()
    now = opinions.first()
    if before is None or now is None or now.pk == before.pk:
        return False
    result = Matter.objects.values_list("result", flat=True).get(pk=review.matter_id)
    return says_the_same(
        before=_text(before),
        before_result=review.contested_result,
        now=_text(now),
        now_result=result,
    )


def _text(opinion: Document) -> str:
    """What an opinion found and decided, without the words that all of its kind share."""
    written = " ".join(opinion.parts.get(key, "") for key in ("found", "basis", "decision")).strip()
    return written or opinion.body
