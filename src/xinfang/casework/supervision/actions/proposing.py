"""The three proposals (三项建议) and their answers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.compartment import refuse_closed
from xinfang.casework.acts.guards import SHORTEST, refuse_short
from xinfang.casework.acts.sight import refuse_unseen
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import Adoption, Proposal, ProposalKind
from xinfang.casework.supervision.notices import PROPOSED, answered, proposed
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.engines.workdays import term
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.organisations.models import Unit

__all__ = ["ANSWER_DAYS", "Proposed", "answer_proposal", "propose"]

ANSWER_DAYS = 30  # 条例 2005, 36; the regulation of 2022 asks for an answer and sets no days


@dataclass(frozen=True)
class Proposed:
    """What is proposed to whom. Without `due_on` the answer is due in thirty days under the regulation of
    2005; that of 2022 sets no days, so that the proposal names one."""

    kind: str
    unit_id: int
    title: str
    grounds: str
    proposed: str
    due_on: date | None = None
    matter_id: int | None = None


@transaction.atomic
def propose(*, told: Proposed, by: Actor, at: datetime) -> int:
    """Make a proposal to a unit; returns its id. Refuses at the fields that lack something, and a day for
    the answer that is past or, under the regulation of 2005, later than thirty days; on an accusation, a unit
    that may not get it or where nobody could read it."""
    today = timezone.localdate(at)
    latest = term(calendar(), today, ANSWER_DAYS, "days").due
    due_on = told.due_on or latest
    if found := [*_undated(told, today), *_problems(told, due_on, today, latest)]:
        raise Refusal(problems=found)
    _refuse_closed(told, today)
    made = Proposal.objects.create(
        kind=told.kind,
        unit_id=told.unit_id,
        matter_id=told.matter_id,
        title=told.title.strip(),
        grounds=told.grounds.strip(),
        proposed=told.proposed.strip(),
        due_on=due_on,
        made_at=at,
        made_by=by.label,
        made_by_unit_id=by.unit_id,
    )
    after = {"kind": made.kind, "unit": made.unit.name, "due_on": due_on.isoformat()}
    record(Record("proposal.made", "proposal", made.pk, str(made.pk), after=after), by=by, at=at)
    queue_many(proposed(made, at), at=at)
    return made.pk


@transaction.atomic
def answer_proposal(*, proposal_id: int, adoption: str, text: str, by: Actor, at: datetime) -> None:
    """The unit answers whether it adopts the proposal, and how; why, when it does not."""
    found = Proposal.objects.select_for_update().get(pk=proposal_id)
    if found.adoption:
        raise Refusal(_("这件建议已经答复过。"))
    if adoption not in Adoption.values:
        raise Refusal(problems=[Problem("adoption", _("请选择采纳不采纳。"))])
    found.answer = refuse_short(text, "text", _("请写明怎样采纳；不采纳的写明理由，至少 %(n)d 个字。"))
    found.adoption, found.answered_at, found.answered_by = adoption, at, by.label
    found.save(update_fields=["adoption", "answer", "answered_at", "answered_by"])
    record(
        Record("proposal.answered", "proposal", found.pk, str(found.pk), after={"adoption": adoption}),
        by=by,
        at=at,
    )
    settle(occasions=[f"{PROPOSED}:{found.pk}"], by=by, at=at)
    queue_many(answered(found, at), at=at)


def _problems(told: Proposed, due_on: date, today: date, latest: date) -> list[Problem]:
    short = _("请写清楚，至少 %(n)d 个字。") % {"n": SHORTEST}
    strict = today < IN_FORCE_2022
    checks = (
        ("kind", told.kind in ProposalKind.values, _("请选择建议的种类。")),
        ("unit", _is_unit(told.unit_id, today), _("没有这个单位，请重新选择。")),
        ("matter", _is_matter(told.matter_id), _("没有这件事项，请检查编号。")),
        ("title", bool(told.title.strip()), _("请写一个标题。")),
        ("grounds", _long_enough(told.grounds), short),
        ("proposed", _long_enough(told.proposed), short),
        ("due_on", due_on > today, _("答复的期限要在今天以后。")),
        (
            "due_on",
            due_on <= latest or not strict,
            _("2005 年的条例要求三十日内答复，期限不能更晚。"),
        ),
    )
    found = [Problem(field, sentence) for field, right, sentence in checks if not right]
    return found + far_problems("due_on", due_on, on=today)


def _undated(told: Proposed, today: date) -> list[Problem]:
    if told.due_on is not None or today < IN_FORCE_2022:
        return []
    sentence = _("请指定书面反馈的日期：《信访工作条例》（2022）第四十条要求反馈，没有规定多少日。")
    return [Problem("due_on", sentence)]


def _refuse_closed(told: Proposed, today: date) -> None:
    if told.matter_id is None:
        return
    matter = Matter.objects.select_related("registered_unit", "accused_unit").get(pk=told.matter_id)
    unit = Unit.objects.get(pk=told.unit_id)
    try:
        refuse_closed([matter], unit, today)
        refuse_unseen(matter, unit)
    except Refusal as refusal:
        raise Refusal(problems=[Problem("unit", str(refusal))]) from refusal


def _is_unit(unit_id: int, today: date) -> bool:
    return Unit.objects.in_force(today).filter(pk=unit_id).exists()


def _is_matter(matter_id: int | None) -> bool:
    return matter_id is None or Matter.objects.filter(pk=matter_id).exists()


def _long_enough(text: str) -> bool:
    return len("".join(text.split())) >= SHORTEST
