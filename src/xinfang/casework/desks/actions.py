"""Entering what was done on paper, on the day on which it was done."""

from datetime import datetime

from django.db import transaction

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.guards import held_for
from xinfang.casework.desks.rules import PAST, Past, moment_of, on_paper
from xinfang.casework.letters.actions import Paper, record_papers
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.kernel.actor import Actor

__all__ = ["record_past"]


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
