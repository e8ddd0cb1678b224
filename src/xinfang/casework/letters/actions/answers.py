"""Answers that come in with a register: given long ago, under no number of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import IMPORTED
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in, unsaved

__all__ = ["Answer", "record_answers", "revert_batch"]


@dataclass(frozen=True)
class Answer:
    """An answer given before the matter came into this register, with its own date."""

    matter_id: int
    body: str
    issued_at: datetime
    issued_by: str


@transaction.atomic
def record_answers(
    answers: Sequence[Answer], *, by: Actor, at: datetime, import_batch: int | None = None
) -> int:
    """Record answers as issued opinions and conclude their matters; returns the number of documents.

    A second answer to the same matter is kept as a document; the matter stays concluded at the first.
    """
    documents = [
        unsaved(Document)(
            matter_id=answer.matter_id,
            kind=IMPORTED,
            state=DocumentState.ISSUED,
            body=answer.body,
            issued_at=answer.issued_at,
            issued_by=answer.issued_by,
            import_batch=import_batch,
        )
        for answer in answers
    ]
    copy_in(Document, documents)
    rows = Matter.objects.filter(pk__among={answer.matter_id for answer in answers})
    matters = {pk: (number, state) for pk, number, state in rows.values_list("pk", "number", "state")}
    records = [
        Record("document.recorded", "matter", each.matter_id, matters[each.matter_id][0], after=_after(each))
        for each in documents
    ]
    record_many(records, by=by, at=at)
    first: dict[int, datetime] = {}
    for answer in sorted(answers, key=lambda each: each.issued_at):
        first.setdefault(answer.matter_id, answer.issued_at)
    waiting = [(pk, when) for pk, when in first.items() if matters[pk][1] != "concluded"]
    acts.conclude_many(waiting, by=by, at=at, import_batch=import_batch)
    return len(documents)


@transaction.atomic
def revert_batch(*, import_batch: int, by: Actor, at: datetime) -> int:
    """Take an import's documents back with it; they stay stored, marked as reverted. Returns how many."""
    standing = Document.objects.select_for_update(of=("self",)).select_related("matter").order_by("pk")
    documents = list(standing.filter(import_batch=import_batch, reverted_at=None))
    for document in documents:
        document.reverted_at = at
    change_many(Document, documents, ["reverted_at"])
    records = [
        Record("document.reverted", "matter", each.matter_id, each.matter.number, after=_after(each))
        for each in documents
    ]
    record_many(records, by=by, at=at)
    return len(documents)


def _after(document: Document) -> dict[str, object]:
    return {"document": document.pk, "kind": document.kind}
