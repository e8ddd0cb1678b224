"""What was sent back may not come again as it was (山东 2015, 45; 北京 2006, 50)."""

from django.db.models import F
from django.utils.translation import gettext as _

from xinfang.casework.letters.models import OUT, Document, DocumentState
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import sent_back
from xinfang.casework.reviews.rules import says_the_same
from xinfang.kernel.errors import Refusal

__all__ = ["refuse_repetition"]


def refuse_repetition(matter_id: int) -> None:
    """Raise Refusal, so that it is neither handed in nor sealed, when a new opinion says what the one sent
    back said.

    Another result or another text will do, or new facts that the unit has stated.
    """
    review = sent_back(matter_id)
    if review and not review.new_facts and _repeats(review):
        sentence = _(
            "%(number)s 的原意见已被%(outcome)s，不得以同一事实和理由作出与原意见相同的意见；"
            "有新的事实的，请先在复查复核页写明。"
        )
        told = {"number": review.matter.number, "outcome": review.get_outcome_display()}
        raise Refusal(sentence % told)


def _repeats(review: Review) -> bool:
    """Whether the newest opinion, a draft before all that went out, says what the one in question said."""
    opinions = Document.objects.filter(matter_id=review.matter_id, kind="opinion", reverted_at=None)
    standing = opinions.exclude(state=DocumentState.VOID)
    now = standing.order_by(F("issued_at").desc(nulls_first=True), "-pk").first()
    if now is None:
        return False
    out = opinions.filter(state__in=OUT, issued_at__lt=review.opined_at).exclude(pk=now.pk)
    before = out.order_by("-issued_at", "-pk").first()
    return before is not None and says_the_same(
        before=_text(before),
        before_result=review.contested_result,
        now=_text(now),
        now_result=now.parts.get("result") or review.matter.result,
    )


def _text(opinion: Document) -> str:
    """What an opinion found and decided, without the words that all of its kind share."""
    written = " ".join(opinion.parts.get(key, "") for key in ("found", "basis", "decision")).strip()
    return written or opinion.body
