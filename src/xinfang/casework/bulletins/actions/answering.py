"""A unit signs for a circular and answers it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.actions.filing import refuse_personal
from xinfang.casework.bulletins.models import CircularDuty
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import personal_problems

__all__ = ["answer_circular", "receive_circular"]


@transaction.atomic
def receive_circular(*, duty_id: int, by: Actor, at: datetime) -> None:
    """Sign for it. A second time changes nothing."""
    duty = _standing(duty_id)
    if duty.received_at is None:
        duty.received_at, duty.receiver = at, by.label
        duty.save(update_fields=["received_at", "receiver"])
        _told(duty, "receive", by, at)


@transaction.atomic
def answer_circular(*, duty_id: int, answer: str, by: Actor, at: datetime) -> None:
    """Say what was done; who answers has received it. An answer is given once."""
    duty = _standing(duty_id)
    if duty.answered_at is not None:
        raise Refusal(_("这份通报已经答复过了。"))
    if len("".join(answer.split())) < 6:
        raise Refusal(problems=[Problem("answer", _("请写明做了什么、结果怎样，至少 6 个字。"))])
    refuse_personal(personal_problems({"answer": (_("答复"), answer)}, unit_words()))
    duty.received_at, duty.receiver = duty.received_at or at, duty.receiver or by.label
    duty.answered_at, duty.answerer, duty.answer = at, by.label, answer.strip()
    duty.save()
    _told(duty, "answer", by, at)


def _standing(duty_id: int) -> CircularDuty:
    """The duty, locked; raises Refusal when its circular was taken back."""
    rows = CircularDuty.objects.select_for_update(of=("self",)).select_related("circular")
    duty = rows.get(pk=duty_id)
    if duty.circular.withdrawn_at is not None:
        raise Refusal(_("这份通报已经撤回。"))
    return duty


def _told(duty: CircularDuty, verb: str, by: Actor, at: datetime) -> None:
    after = {"verb": verb, "unit": duty.unit_id}
    number = duty.circular.number
    record(Record("circular.moved", "circular", duty.circular_id, number, after=after), by=by, at=at)
