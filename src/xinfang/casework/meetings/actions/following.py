"""What became of a decision: its unit reports, the office finds it done or sends the report back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.meetings.models import Decision, DecisionState
from xinfang.casework.meetings.notices import decided
from xinfang.casework.themes.naming import points_at_a_person
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import petitioner_problems

__all__ = ["accept_decision", "answer_decision", "send_back_decision"]


@transaction.atomic
def answer_decision(*, decision_id: int, answer: str, by: Actor, at: datetime) -> None:
    """The unit says what was done. Refuses what names people, as far as who writes may know them."""
    decision = _standing(decision_id, DecisionState.OPEN)
    if len("".join(answer.split())) < 6:
        raise Refusal(problems=[Problem("answer", _("请写明怎样落实的，至少 6 个字。"))])
    if points_at_a_person(answer, by=by, at=at):
        told = _("这里写到了人（姓名、号码或者称呼）：会议和决定里不写信访人，只写做了什么，请删去。")
        raise Refusal(problems=[Problem("answer", told)])
    decision.state, decision.answer = DecisionState.ANSWERED, answer.strip()
    decision.answerer, decision.answered_at = by.label, at
    decision.save(update_fields=["state", "answer", "answerer", "answered_at"])
    _told(decision, "answer", by, at)
    settle(occasions=[f"meeting.decision:{decision.pk}"], by=by, at=at)


@transaction.atomic
def accept_decision(*, decision_id: int, by: Actor, at: datetime) -> None:
    """The office finds it done."""
    decision = _standing(decision_id, DecisionState.ANSWERED)
    decision.state, decision.done_at, decision.checker = DecisionState.DONE, at, by.label
    decision.save(update_fields=["state", "done_at", "checker"])
    _told(decision, "accept", by, at)


@transaction.atomic
def send_back_decision(*, decision_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The office does not find it done, and says what is missing."""
    decision = _standing(decision_id, DecisionState.ANSWERED)
    if len(reason.strip()) < 4:
        raise Refusal(problems=[Problem("reason", _("请写明还差什么。"))])
    if named := petitioner_problems({"reason": (_("还差什么"), reason)}, unit_words()):
        raise Refusal(problems=named)
    decision.state, decision.remark = DecisionState.OPEN, reason.strip()
    decision.save(update_fields=["state", "remark"])
    _told(decision, "send_back", by, at)
    queue_many(decided([decision], f"{at:%Y%m%d%H%M%S%f}", at), at=at)


def _standing(decision_id: int, state: str) -> Decision:
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    if decision.state != state:
        told = _("这项决定现在是“%(state)s”，不能这样办。请刷新后看。")
        raise Refusal(told % {"state": decision.get_state_display()})
    return decision


def _told(decision: Decision, verb: str, by: Actor, at: datetime) -> None:
    after = {"verb": verb, "unit": decision.unit_id}
    record(Record("decision.moved", "decision", decision.pk, str(decision.pk), after=after), by=by, at=at)
