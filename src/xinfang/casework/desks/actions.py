"""Entering what was done on paper on its day; an own text in the place of a newer one."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.guards import held_for
from xinfang.casework.desks.rules import PAST, Past, moment_of, on_paper
from xinfang.casework.letters.actions import Paper, record_papers, save
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record

__all__ = ["keep_mine", "record_past"]


@transaction.atomic
def record_past(*, matter_id: int, past: Past, by: Actor, at: datetime) -> None:
    """Enter an act that was done on paper (补录): the rules and the clocks are those of its day.

    The timeline keeps who entered it and when; nobody is written to. Raises Refusal, entering nothing, with
    what is wrong by field.
    """
    matter, moment = held_for(matter_id, past, PAST, at)
    data = on_paper(at)
    if past.verb in ("forward", "assign"):
        _route(matter, past, moment, data, by, at)
    elif past.verb in BY_VERB:
        _letter(matter, past, moment, data, by, at)
    else:
        moments = {matter.pk: moment}
        acts.perform(
            verb=past.verb,
            matter_ids=[matter.pk],
            by=by,
            at=at,
            note=past.text,
            data=data,
            moments=moments,
            on_paper=True,
        )


def _route(
    matter: Matter, past: Past, moment: datetime, data: dict[str, object], by: Actor, at: datetime
) -> None:
    assert past.to_unit_id is not None
    acts.route(
        matter_ids=[matter.pk],
        to_unit_id=past.to_unit_id,
        manner="assign" if past.verb == "assign" else "forward",
        due_on=past.due_on,
        reason=past.text,
        by=by,
        at=at,
        done_at=moment,
        more=data,
        on_paper=True,
    )


def _letter(
    matter: Matter, past: Past, moment: datetime, data: dict[str, object], by: Actor, at: datetime
) -> None:
    served = moment_of(past.served_on, moment, at) if past.served_on else None
    paper = Paper(matter.pk, past.text.strip(), moment, past.issued_by.strip(), served)
    record_papers(
        [paper],
        verb=past.verb,
        by=by,
        at=at,
        sets={"result": past.result} if past.result else None,
        terms=Terms(days=past.days) if past.verb == "extend" else None,
        data=data,
    )


@transaction.atomic
def keep_mine(*, document_id: int, parts: Mapping[str, str], over: int, by: Actor, at: datetime) -> int:
    """Keep an own text in the place of a newer one that its writer has seen (revision `over`), on record;
    returns the new revision. Refuses when that one is no longer the newest."""
    revision = save(document_id=document_id, parts=parts, revision=over, by=by, at=at)
    matter_id, number = Document.objects.values_list("matter_id", "matter__number").get(pk=document_id)
    after: dict[str, object] = {"document": document_id, "over": over, "revision": revision}
    record(Record("document.kept_mine", "matter", matter_id, number, after=after), by=by, at=at)
    return revision
