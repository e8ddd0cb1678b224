"""Entering what was done on paper, on the day on which it was done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.queries import last_act
from xinfang.casework.desks.rules import PAST, Past, moment_of, on_paper, problems
from xinfang.casework.letters.actions import Paper, record_papers
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

__all__ = ["record_past"]


@transaction.atomic
def record_past(*, matter_id: int, past: Past, by: Actor, at: datetime) -> None:
    """Enter an act that was done on paper (补录): the rules and the clocks are those of its day.

    Not in the future, not before the receipt, not before the act before it. The timeline keeps who entered
    it and when; nobody is written to. Raises Refusal, entering nothing, with what is wrong by field.
    """
    if past.verb not in PAST:
        raise Refusal(_("这一步不能补录。"))
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    last = last_act(matter)
    days = (timezone.localdate(matter.received_at), timezone.localdate(last), timezone.localdate(at))
    if wrong := problems(past, *days):
        raise Refusal(problems=wrong)
    moment = moment_of(past.done_on, last, at)
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
