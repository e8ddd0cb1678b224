"""A plan is put forward, approved, published, and sent up to the higher office with its receipt."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions.actions.entering import take_serials
from xinfang.casework.rota import notices
from xinfang.casework.rota.models import DayState, PlanState, ReceptionPlan
from xinfang.casework.wording.known import issuer_name
from xinfang.casework.wording.printing import pdf
from xinfang.engines.letterpress import Form, Listing, Paragraph, Sheet
from xinfang.engines.numbering import document_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.documents.actions import keep

__all__ = ["approve", "publish", "record_receipt", "return_plan", "send_up", "submit"]

WIDTHS = (24, 27, 31, 21, 53)  # millimetres: a day, its hours, six characters, four, eleven: one line each


@transaction.atomic
def submit(*, plan_id: int, by: Actor, at: datetime) -> None:
    """Put the plan forward; an empty one is refused."""
    plan = _in(plan_id, PlanState.DRAFT, _("计划已经报批。"))
    if not plan.days.exists():
        raise Refusal(_("计划里还没有接访的日子，不能报批。"))
    plan.state, plan.submitted_at, plan.submitted_user = PlanState.SUBMITTED, at, by.user_id
    plan.save(update_fields=["state", "submitted_at", "submitted_user"])
    record(Record("reception_plan.submitted", "reception_plan", plan.pk, str(plan.year)), by=by, at=at)
    settle(occasions=[f"plan.moved:{plan.pk}:return"], by=by, at=at)
    queue_many(notices.put_forward(plan, at), at=at)


@transaction.atomic
def return_plan(*, plan_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Not approved as it stands, or approved and not yet public: back to who makes it, who reads why until it
    is approved again."""
    plan = _in(
        plan_id,
        (PlanState.SUBMITTED, PlanState.APPROVED),
        _("计划不在待批准的状态，也不是批准了还没有公布的。"),
    )
    why = refuse_short(reason, "reason", _("请写明为什么退回、要改什么，至少 %(n)d 个字。"))
    plan.state = PlanState.DRAFT
    plan.returned_why, plan.returned_by, plan.returned_at = why, by.label, at
    plan.approved_by, plan.approved_at = "", None
    plan.save(
        update_fields=["state", "returned_why", "returned_by", "returned_at", "approved_by", "approved_at"]
    )
    after = {"reason": why}
    record(
        Record("reception_plan.returned", "reception_plan", plan.pk, str(plan.year), after=after),
        by=by,
        at=at,
    )
    settle(occasions=[f"plan.moved:{plan.pk}:submit", f"plan.moved:{plan.pk}:approve"], by=by, at=at)
    queue_many(notices.returned(plan, why, at), at=at)


@transaction.atomic
def approve(*, plan_id: int, by: Actor, at: datetime) -> None:
    """The plan holds; whoever put it forward leaves that to somebody else."""
    plan = _in(plan_id, PlanState.SUBMITTED, _("计划不在待批准的状态。"))
    if by.user_id is not None and by.user_id == plan.submitted_user:
        raise Refusal(_("这份计划是您报批的，请由另一位有批准权限的人批准。"))
    plan.state, plan.approved_by, plan.approved_at = PlanState.APPROVED, by.label, at
    plan.save(update_fields=["state", "approved_by", "approved_at"])
    record(Record("reception_plan.approved", "reception_plan", plan.pk, str(plan.year)), by=by, at=at)
    settle(occasions=[f"plan.moved:{plan.pk}:submit"], by=by, at=at)
    queue_many(notices.approved(plan, at), at=at)


@transaction.atomic
def publish(*, plan_id: int, by: Actor, at: datetime) -> None:
    """From now on the portal shows it, and a change needs a reason."""
    plan = _in(plan_id, PlanState.APPROVED, _("批准以后才能公布。"))
    plan.state, plan.published_at = PlanState.PUBLISHED, at
    plan.save(update_fields=["state", "published_at"])
    record(Record("reception_plan.published", "reception_plan", plan.pk, str(plan.year)), by=by, at=at)
    settle(occasions=[f"plan.moved:{plan.pk}:approve"], by=by, at=at)


@transaction.atomic
def send_up(
    *, plan_id: int, sent_to: str, by: Actor, at: datetime, number: str = "", on_paper: bool = False
) -> str:
    """Send the plan up as a numbered document; returns its number.

    `on_paper`: it was sent long ago under `number`; nothing is printed.
    """
    plan = _in(plan_id, PlanState.PUBLISHED, _("公布以后才上报。"))
    if plan.sent_at is not None:
        raise Refusal(_("计划已经上报过，文号是 %(number)s。") % {"number": plan.sent_number})
    if not sent_to.strip():
        raise Refusal(problems=[Problem("sent_to", _("请写明报给哪个机关。"))])
    plan.sent_to, plan.sent_at, plan.sent_number = sent_to.strip(), at, number.strip()
    if not on_paper:
        plan.sent_number = _number(plan, at)
        plan.sent_file = keep(pdf(_sheet(plan, by, at), at))
    plan.save(update_fields=["sent_to", "sent_at", "sent_number", "sent_file"])
    after = {"number": plan.sent_number, "to": plan.sent_to}
    record(
        Record("reception_plan.sent_up", "reception_plan", plan.pk, str(plan.year), after=after), by=by, at=at
    )
    return plan.sent_number


@transaction.atomic
def record_receipt(*, plan_id: int, receipt_on: date, receipt_by: str, by: Actor, at: datetime) -> None:
    """The higher office has received it."""
    plan = _in(plan_id, PlanState.PUBLISHED, _("公布以后才上报。"))
    if plan.sent_at is None:
        raise Refusal(_("计划还没有上报，不会有回执。"))
    if not timezone.localdate(plan.sent_at) <= receipt_on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("receipt_on", _("签收的日期要在上报之后、今天或以前。"))])
    if not receipt_by.strip():
        raise Refusal(problems=[Problem("receipt_by", _("请写明由谁签收。"))])
    plan.receipt_on, plan.receipt_by = receipt_on, receipt_by.strip()
    plan.save(update_fields=["receipt_on", "receipt_by"])
    record(Record("reception_plan.receipt", "reception_plan", plan.pk, str(plan.year)), by=by, at=at)


def _in(plan_id: int, state: PlanState | tuple[PlanState, ...], sentence: str) -> ReceptionPlan:
    plan = ReceptionPlan.objects.select_for_update().get(pk=plan_id)
    if plan.state not in (state if isinstance(state, tuple) else (state,)):
        raise Refusal(sentence)
    return plan


def _number(plan: ReceptionPlan, at: datetime) -> str:
    year, series = timezone.localdate(at).year, f"{plan.unit.agency_code}报"
    return document_number(series, year, take_serials({year: 1}, series=series)[year])


def _sheet(plan: ReceptionPlan, by: Actor, at: datetime) -> Sheet:
    """The report that goes up: always in Chinese, as documents are."""
    unit, day = issuer_name(plan.unit), timezone.localdate(at)
    rows = [
        (f"{row.day:%Y-%m-%d}", f"{row.from_time:%H:%M}—{row.to_time:%H:%M}", row.post, row.name, row.place)
        for row in plan.days.exclude(state=DayState.CANCELLED).order_by("day", "from_time", "pk")
    ]
    text = f"{plan.year}年领导接访计划已经公布，现将接访的时间、姓名、职务和地点上报，请审阅。"  # noqa: RUF001
    return Sheet(
        form=Form.STANDARD,
        title=f"关于上报{plan.year}年领导接访计划的报告",
        issuer=unit,
        number=plan.sent_number,
        signer=plan.approved_by,
        addressee=plan.sent_to,
        body=(
            Paragraph(text),
            Listing(("日期", "时间", "职务", "姓名", "地点"), tuple(rows), WIDTHS, close=True),
        ),
        signature=unit,
        date=day,
        printed_by=unit,
        printed_on=day,
    )
