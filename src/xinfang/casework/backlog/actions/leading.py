"""A leader takes charge: plan, steps, one extension."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.backlog.actions.events import happened, held
from xinfang.casework.backlog.actions.steps import replan
from xinfang.casework.backlog.leaders import leaders
from xinfang.casework.backlog.models import BacklogCase, BacklogStep
from xinfang.casework.backlog.notices import in_charge
from xinfang.casework.backlog.standing import why_not
from xinfang.kernel.actor import Actor
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many

__all__ = ["Planned", "assign_leader", "extend", "finish_step", "plan"]


@dataclass(frozen=True)
class Planned:
    """How a case shall be resolved, by when, and the steps that are still to be done, with their days."""

    text: str
    due_on: date
    steps: tuple[tuple[str, date], ...] = ()


@transaction.atomic
def assign_leader(*, case_id: int, leader_id: int, by: Actor, at: datetime) -> None:
    """Put a leader in charge. Whoever has been in charge keeps the case, as long as the post is held."""
    case = held(case_id)
    known = {user.pk: user for user in leaders(timezone.localdate(at))}
    if leader_id not in known:
        raise Refusal(problems=[Problem("leader", _("请选择在任的领导。"))])
    if case.leader_id in known and case.leader_id != leader_id:
        raise Refusal(why_not(case, timezone.localdate(at))["lead"])
    case.leader, case.post = known[leader_id], str(known[leader_id])
    case.save(update_fields=["leader", "post"])
    event = happened(case, "led", case.post, by, at)
    queue_many(in_charge(case, event), at=at)


@transaction.atomic
def plan(*, case_id: int, planned: Planned, by: Actor, at: datetime) -> None:
    """Write the plan with its last day and its steps. A last day that stands is moved by `extend` alone.

    Written again, its open steps are those given now: what changed is told in the event. Steps that were done
    stay.
    """
    case = held(case_id)
    if case.leader_id is None:
        raise Refusal(_("请先确定包案领导。"))
    text = refuse_short(planned.text, "text", _("请写明怎样化解，至少 %(n)d 个字。"))
    if case.due_on is not None and planned.due_on != case.due_on:
        raise Refusal(problems=[Problem("due_on", _("期限已经定了；要推迟的，请办延期。"))])
    if case.due_on is None and planned.due_on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("due_on", _("化解的期限要在今天以后。"))])
    if case.due_on is None and (far := far_problems("due_on", planned.due_on, on=timezone.localdate(at))):
        raise Refusal(problems=far)
    first_time = not case.plan
    changes = replan(case, planned.steps, planned.due_on)
    case.plan, case.due_on = text, planned.due_on
    case.save(update_fields=["plan", "due_on"])
    happened(case, "planned", text if first_time else "\n".join([text, *changes]), by, at)


@transaction.atomic
def finish_step(*, step_id: int, done_on: date, outcome: str, by: Actor, at: datetime) -> None:
    """A step is done. Refuses one that was done before, and a day before the listing or to come."""
    step = BacklogStep.objects.select_for_update().get(pk=step_id)
    case = held(step.case_id)
    if step.done_on is not None:
        raise Refusal(_("这一步已经登记完成。"))
    _refuse_day(case, done_on, at, "done_on")
    step.outcome = refuse_short(outcome, "outcome", _("请写明做成了什么，至少 %(n)d 个字。"))
    step.done_on = done_on
    step.save(update_fields=["done_on", "outcome"])
    happened(case, "stepped", f"{step.what}：{step.outcome}", by, at)


@transaction.atomic
def extend(*, case_id: int, due_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Move the last day, once, with the reason."""
    case = held(case_id)
    if case.due_on is None:
        raise Refusal(_("还没有化解方案，不用延期。"))
    if case.first_due_on is not None:
        raise Refusal(_("已经延期过一次，不能再延。"))
    why = refuse_short(reason, "reason", _("请写明为什么延期，至少 %(n)d 个字。"))
    if due_on <= case.due_on:
        raise Refusal(problems=[Problem("due_on", _("延期后的日期要在原来的期限以后。"))])
    if far := far_problems("due_on", due_on, on=max(case.due_on, timezone.localdate(at))):
        raise Refusal(problems=far)
    case.first_due_on, case.due_on, case.extension_why = case.due_on, due_on, why
    case.save(update_fields=["first_due_on", "due_on", "extension_why"])
    happened(case, "extended", why, by, at)


def _refuse_day(case: BacklogCase, day: date, at: datetime, field: str) -> None:
    if not case.listed_on <= day <= timezone.localdate(at):
        sentence = _("日期要在列为积案以后、今天或以前。")
        raise Refusal(problems=[Problem(field, sentence)])
