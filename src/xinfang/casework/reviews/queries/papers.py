"""What is in question, in its own words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.reviews.models import Level, Review
from xinfang.casework.wording.kinds import KINDS

__all__ = ["Paper", "papers"]

WORDED = ("claims", "request", "found", "basis", "result", "outcome", "decision")


@dataclass(frozen=True)
class Paper:
    """An opinion: what it is, and what it says, part by part; an imported one has its `body` alone."""

    pk: int
    kind: Promise | str
    number: str
    issued_at: datetime
    issued_by: str
    words: tuple[tuple[Promise | str, str], ...]
    body: str


def papers(review: Review) -> list[Paper]:
    """The opinions that stood when the request came; for a re-review the review before the first opinion."""
    kinds = ("review_opinion", "opinion") if review.level == Level.REREVIEW else ("opinion",)
    out = Document.objects.filter(matter_id=review.matter_id, state__in=OUT, reverted_at=None)
    before = out.filter(issued_at__lte=review.requested_at).order_by("-issued_at", "-pk")
    newest = [before.filter(kind=kind).first() for kind in kinds]
    return [_paper(each) for each in newest if each]


def _paper(document: Document) -> Paper:
    assert document.issued_at is not None  # a constraint of the table
    kind = KINDS[document.kind]
    said = [
        (part.label, part.said(document.parts.get(part.key, ""))) for part in kind.parts if part.key in WORDED
    ]
    return Paper(
        pk=document.pk,
        kind=kind.label,
        number=document.number,
        issued_at=document.issued_at,
        issued_by=document.issued_by,
        words=tuple((label, text) for label, text in said if text),
        body=document.body,
    )
