"""A circular goes down to the units that have something to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.actions.filing import refuse_personal
from xinfang.casework.bulletins.models import Circular, CircularDuty
from xinfang.casework.bulletins.notices import circulated, withdrawn
from xinfang.casework.petitions.actions.entering import take_serials
from xinfang.engines.numbering import document_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import petitioner_problems

__all__ = ["CircularEntry", "issue_circular", "withdraw_circular"]

SERIES = "信访通"


@dataclass(frozen=True)
class CircularEntry:
    """What is asked of whom. `tasks`: unit id -> its own task, '' when the text says it for all."""

    title: str
    body: str
    due_on: date
    tasks: Mapping[int, str]
    topic_id: int | None = None


@transaction.atomic
def issue_circular(
    *, entry: CircularEntry, unit_id: int, form_key: UUID, by: Actor, at: datetime
) -> Circular:
    """Send a circular under its number; the same form sent twice is one circular.

    Refuses one without units, with a day that has passed, with a unit that does not exist (any more), and
    what holds a number or name of a person.
    """
    one_at_a_time("bulletins", [form_key.bytes])
    known = Circular.objects.filter(form_key=form_key).first()
    if known:
        return known
    today = timezone.localdate(at)
    _refuse(entry, unit_id, today)
    unit = Unit.objects.get(pk=unit_id)
    series = f"{unit.agency_code}{SERIES}"
    serial = take_serials({today.year: 1}, series=series)[today.year]
    circular = Circular.objects.create(
        unit=unit,
        number=document_number(series, today.year, serial),
        title=entry.title.strip(),
        body=entry.body.strip(),
        topic_id=entry.topic_id,
        due_on=entry.due_on,
        form_key=form_key,
        issued_at=at,
        issued_by=by.user_id,
        issuer=by.label,
    )
    CircularDuty.objects.bulk_create(
        [CircularDuty(circular=circular, unit_id=pk, task=task.strip()) for pk, task in entry.tasks.items()]
    )
    told = Record(
        "circular.issued", "circular", circular.pk, circular.number, after={"units": len(entry.tasks)}
    )
    record(told, by=by, at=at)
    queue_many(circulated(circular, list(entry.tasks), at), at=at)
    return circular


@transaction.atomic
def withdraw_circular(*, circular_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back a circular, with the reason; its units are told, and what they answered stays."""
    circular = Circular.objects.select_for_update().get(pk=circular_id)
    if circular.withdrawn_at is not None:
        raise Refusal(_("这份通报已经撤回。"))
    why = reason.strip()
    if len("".join(why.split())) < 4:
        raise Refusal(problems=[Problem("reason", _("请写明为什么撤回，至少 4 个字。"))])
    refuse_personal(petitioner_problems({"reason": (_("撤回的理由"), why)}, unit_words()))
    circular.withdrawn_at, circular.withdrawer, circular.withdrawn_why = at, by.label, why
    circular.save(update_fields=["withdrawn_at", "withdrawer", "withdrawn_why"])
    after = {"verb": "withdraw"}
    record(Record("circular.moved", "circular", circular.pk, circular.number, after=after), by=by, at=at)
    queue_many(withdrawn(circular, at), at=at)


def _refuse(entry: CircularEntry, unit_id: int, today: date) -> None:
    found = []
    if not entry.title.strip() or len(entry.title.strip()) > 120:
        found.append(Problem("title", _("请写标题，最多 120 个字。")))
    if len("".join(entry.body.split())) < 10:
        found.append(Problem("body", _("请写明要各单位做什么，至少 10 个字。")))
    if entry.due_on <= today:
        found.append(Problem("due_on", _("答复期限要在今天之后。")))
    found += far_problems("due_on", entry.due_on, on=today)
    if not entry.tasks:
        found.append(Problem("units", _("请至少选一个责任单位。")))
    elif unit_id in entry.tasks:
        found.append(Problem("units", _("通报发给下级和部门，不发给自己。")))
    elif Unit.objects.in_force(today).filter(pk__in=entry.tasks).count() != len(entry.tasks):
        found.append(Problem("units", _("所选的单位里有不存在或者已经停用的，请重新选择。")))
    texts = {"title": (_("标题"), entry.title), "body": (_("要求"), entry.body)}
    refuse_personal(found + petitioner_problems(texts, unit_words()))
