"""Letters that were written and served on paper before this register kept letters (补录)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters.following import Following
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import copy_in, unsaved

__all__ = ["Paper", "record_papers"]


@dataclass(frozen=True)
class Paper:
    """A letter with its own day. `petition_id`: of a further petitioner whom it was for; None: the first."""

    matter_id: int
    body: str
    issued_at: datetime
    issued_by: str
    served_at: datetime | None = None
    petition_id: int | None = None


@transaction.atomic
def record_papers(
    papers: Sequence[Paper],
    *,
    verb: str,
    by: Actor,
    at: datetime,
    sets: Mapping[str, Any] | None = None,
    terms: Terms | None = None,
    data: Mapping[str, object] | None = None,
    then: Following | None = None,
) -> int:
    """Record letters under no number of ours, and do the act of each on its own day; returns how many.

    `sets`: what it fixed on the matter, such as the result. Where the day of receipt is known, what follows
    from service is done on it: what the kind's own row says, or `then`. The workflow's table decides
    as for every act: raises Refusal, recording nothing, where a matter's state does not allow it.
    """
    kind = BY_VERB[verb]
    documents = [
        unsaved(Document)(
            matter_id=paper.matter_id,
            petition_id=paper.petition_id,
            kind=kind.key,
            state=DocumentState.SERVED if paper.served_at else DocumentState.ISSUED,
            verb=verb,
            body=paper.body,
            issued_at=paper.issued_at,
            issued_by=paper.issued_by,
        )
        for paper in papers
    ]
    issued = {paper.matter_id: paper.issued_at for paper in papers}
    done = {"by": by, "at": at, "on_paper": True, "data": data}
    perform(verb=verb, matter_ids=list(issued), moments=issued, sets=sets, terms=terms, **done)  # type: ignore[arg-type]
    copy_in(Document, documents)
    numbers = dict(Matter.objects.filter(pk__among=list(issued)).values_list("pk", "number"))
    after = {"kind": kind.key}
    records = [
        Record("document.recorded", "matter", each.matter_id, numbers[each.matter_id], after=after)
        for each in documents
    ]
    record_many(records, by=by, at=at)
    served = {paper.matter_id: paper.served_at for paper in papers if paper.served_at}
    for each in (then,) if then else tuple(map(Following, kind.service)):
        changes = {"sets": each.sets, "terms": each.terms, "moments": served}
        if served:
            perform(verb=each.verb, matter_ids=list(served), **changes, **done)  # type: ignore[arg-type]
    return len(documents)
