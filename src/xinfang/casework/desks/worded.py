"""What an opinion says, part by part, as the page of a request against it shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.wording.kinds import KINDS

__all__ = ["Worded", "worded"]

WORDED = ("claims", "request", "found", "basis", "result", "outcome", "decision")


@dataclass(frozen=True)
class Worded:
    """An opinion: what it is, and what it says, part by part; an imported one has its `body` alone."""

    pk: int
    kind: Promise | str
    number: str
    issued_at: datetime
    issued_by: str
    words: tuple[tuple[Promise | str, str], ...]
    body: str


def worded(matter_id: int, kinds: Iterable[str], until: datetime) -> list[Worded]:
    """Of each kind the document of a matter that stood at a moment, in the order of the kinds."""
    out = Document.objects.filter(matter_id=matter_id, state__in=OUT, reverted_at=None)
    before = out.filter(issued_at__lte=until).order_by("-issued_at", "-pk")
    newest = [before.filter(kind=kind).first() for kind in kinds]
    return [_worded(each) for each in newest if each]


def _worded(document: Document) -> Worded:
    assert document.issued_at is not None  # a constraint of the table
    kind = KINDS[document.kind]
    said = [
        (part.label, part.said(document.parts.get(part.key, ""))) for part in kind.parts if part.key in WORDED
    ]
    return Worded(
        pk=document.pk,
        kind=kind.label,
        number=document.number,
        issued_at=document.issued_at,
        issued_by=document.issued_by,
        words=tuple((label, text) for label, text in said if text),
        body=document.body,
    )
