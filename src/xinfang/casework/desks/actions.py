"""Entering what was done on paper on its day, and what an organ outside wrote; an own text in the place of a
newer one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.guards import held_for
from xinfang.casework.desks.rules import PAST, Past, moment_of, on_paper
from xinfang.casework.letters.actions import Paper, record_papers, save
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record

__all__ = ["Outside", "keep_mine", "keep_outside", "record_past"]


@dataclass(frozen=True)
class Outside:
    """An opinion that an organ outside made: the act that it was, its number and day there, what it found;
    `petition_id`: of the further petitioner whom it is for, None: the first."""

    verb: str
    number: str
    organ: str
    made_at: datetime
    finding: str
    petition_id: int | None


@transaction.atomic
def keep_outside(*, matter_id: int, unit_id: int, opinion: Outside, by: Actor, at: datetime) -> int:
    """Keep an opinion of an organ outside under its own number, so that its service is proven as that of a
    letter of ours (条例 2022, 35, 36); `unit_id`: who proves it. Returns the id of the document, be it one
    that was entered from its paper before: to the same petitioner, made then, under this number or none."""
    kind = BY_VERB[opinion.verb].key
    out = Document.objects.filter(
        matter_id=matter_id, kind=kind, state=DocumentState.ISSUED, reverted_at=None
    )
    this = out.filter(
        petition=opinion.petition_id, issued_at=opinion.made_at, number__in=["", opinion.number]
    )
    if entered := this.order_by("-pk").first():
        return entered.pk
    kept = Document.objects.create(
        matter_id=matter_id,
        unit_id=unit_id,
        kind=kind,
        verb=opinion.verb,
        state=DocumentState.ISSUED,
        number=opinion.number,
        issued_by=opinion.organ,
        issued_at=opinion.made_at,
        body=opinion.finding,
        petition_id=opinion.petition_id,
    )
    told = Record("document.recorded", "matter", matter_id, kept.matter.number, after={"kind": kind})
    record(told, by=by, at=at)
    return kept.pk


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
