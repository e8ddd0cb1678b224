"""A unit objects to a line of its card; the answer corrects it or says why not."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.engines.mentions import speaks_of_people
from xinfang.insight.appraisal.actions.setting import named
from xinfang.insight.appraisal.models import CardLine, Objection, ObjectionState, Stage
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Corrected", "object_to", "rule_on"]


@dataclass(frozen=True)
class Corrected:
    """So many of so many, as it should have been."""

    counted: int
    base: int


@transaction.atomic
def object_to(*, line_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Object to a line, with the reason; returns the objection's id. Refuses a second one while one waits,
    and any after the last day."""
    line = _line(line_id)
    scheme = line.target.scheme
    if scheme.stage != Stage.WORKED_OUT or timezone.localdate(at) > (
        scheme.object_until or timezone.localdate(at)
    ):
        raise Refusal(_("提异议的期限已过。"))
    if line.objections.filter(state=ObjectionState.OPEN).exists():
        raise Refusal(_("这一项的异议还在等待答复。"))
    said = _said(refuse_short(reason, "reason", _("请写明哪里算错了、凭什么，至少 %(n)d 个字。")), "reason")
    who = {"raised_by": by.label, "raised_by_id": by.user_id}
    made = Objection.objects.create(line=line, reason=said, raised_at=at, **who)
    record(Record("appraisal.objected", *named(scheme), after={"unit": line.unit.name}), by=by, at=at)
    return made.pk


@transaction.atomic
def rule_on(*, objection_id: int, ruling: str, corrected: Corrected | None, by: Actor, at: datetime) -> None:
    """Answer an objection: with the corrected count it is upheld, without one it is not; either way why.

    Refuses a correction that changes nothing or counts more than its base, and an answer by whoever objected.
    """
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    if objection.state != ObjectionState.OPEN:
        raise Refusal(_("这项异议已经答复。"))
    line = _line(objection.line_id)
    if _raised(objection, by):
        raise Refusal(_("提异议的人不能答复自己的异议。"))
    objection.ruling = _said(
        refuse_short(ruling, "ruling", _("请写明答复的理由，至少 %(n)d 个字。")), "ruling"
    )
    if corrected is not None:
        _correct(line, corrected)
    objection.state = ObjectionState.UPHELD if corrected else ObjectionState.TURNED_DOWN
    objection.ruled_at, objection.ruled_by = at, by.label
    objection.save(update_fields=["state", "ruling", "ruled_at", "ruled_by"])
    after = {"unit": line.unit.name, "outcome": objection.state}
    record(Record("appraisal.ruled", *named(line.target.scheme), after=after), by=by, at=at)


def _raised(objection: Objection, by: Actor) -> bool:
    """Whether it is the actor's own; of those raised before accounts were kept the name tells."""
    if objection.raised_by_id is None:
        return objection.raised_by == by.label
    return objection.raised_by_id == by.user_id


def _correct(line: CardLine, corrected: Corrected) -> None:
    stands = (
        (line.counted, line.base)
        if line.corrected_counted is None
        else (line.corrected_counted, line.corrected_base)
    )
    if not 0 <= corrected.counted <= corrected.base:
        raise Refusal(problems=[Problem("counted", _("达到的数不能多于基数。"))])
    if (corrected.counted, corrected.base) == stands:
        raise Refusal(problems=[Problem("counted", _("更正后的数与原来一样；不采纳的不用填。"))])
    line.corrected_counted, line.corrected_base = corrected.counted, corrected.base
    line.save(update_fields=["corrected_counted", "corrected_base"])


def _line(line_id: int) -> CardLine:
    rows = CardLine.objects.select_for_update(of=("self",)).select_related("target__scheme", "unit")
    return rows.get(pk=line_id)


def _said(text: str, field: str) -> str:
    """The text. Refuses one that points at a petitioner: a card is about work."""
    if speaks_of_people(text):
        told_so = _("这里写到了人（姓名、号码或者称呼）：写事项编号和办理情况就够了，请删去。")
        raise Refusal(problems=[Problem(field, told_so)])
    return text
