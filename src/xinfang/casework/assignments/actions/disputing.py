"""Whose matter it is: the unit objects, the sender answers, the common superior rules."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.compartment import refuse_closed
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.assignments.actions.leading import leading
from xinfang.casework.assignments.guards import refuse_against
from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["escalate", "keep", "object_to", "receive_back", "rule", "take_back"]


@transaction.atomic
def object_to(
    *, matter_id: int, reason: str, by: Actor, at: datetime, suggested_unit_id: int | None = None
) -> int:
    """The unit objects that it is not the one (提出异议, 条例 2022, 23), within five working days.

    The papers stay with it until the sender agrees. Once answered, or once the superior has ruled, there is
    no second objection. Returns the id of the act.
    """
    why = refuse_short(reason, "reason", _("请写明异议的理由和依据，至少 %(n)d 个字。"))
    suggested = Unit.objects.get(pk=suggested_unit_id) if suggested_unit_id else None
    data: dict[str, object] = {"suggested": suggested.name} if suggested else {}
    refuse_against(matter_id, "object", at)
    act = perform(verb="object", matter_ids=[matter_id], by=by, at=at, note=why, data=data)[0]
    running = leading(matter_id)
    running.state, running.objection, running.suggested_unit = AssignmentState.OBJECTED, why, suggested
    running.save(update_fields=["state", "objection", "suggested_unit"])
    return act


@transaction.atomic
def take_back(*, matter_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """The office agrees: the matter waits for routing again, its fifteen days running on from receipt."""
    return perform(verb="take_back", matter_ids=[matter_id], by=by, at=at, note=reason)[0]


@transaction.atomic
def receive_back(*, matter_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """The tier between office and unit that sent it on agrees: it has the matter again, its own days running
    on from its own receipt, and sends it elsewhere or handles it itself. Returns the id of the act."""
    objecting = leading(matter_id)
    matter = Matter.objects.select_related("sent_by_unit").get(pk=matter_id)
    sender = matter.sent_by_unit
    if sender is None:
        raise Refusal(_("这件事项是登记单位直接分送的；同意退回的，回到待分送。"))
    refuse_closed([matter], sender, timezone.localdate(at))
    earlier = _earlier(matter.pk, sender)
    sets = {
        "unit_id": sender.pk,
        "sent_by_unit_id": earlier.sent_by_unit_id if earlier else None,
    }
    data: dict[str, object] = {"to": str(sender)}
    act = perform(
        verb="receive_back", matter_ids=[matter_id], by=by, at=at, note=reason, sets=sets, data=data
    )[0]
    Assignment.objects.create(
        matter=matter,
        unit=sender,
        kind=earlier.kind if earlier else AssignmentKind.FORWARD,
        act=act,
        sent_at=at,
        sent_by_unit_id=sets["sent_by_unit_id"],
        due_on=objecting.due_on if objecting.reported_at is None else None,
        report_form=objecting.report_form if objecting.reported_at is None else "",
        objection=earlier.objection if earlier else "",
        suggested_unit_id=earlier.suggested_unit_id if earlier else None,
    )
    return act


def _earlier(matter_id: int, sender: Unit) -> Assignment | None:
    """How the tier that sent it on had the matter before: whether it may object itself hangs on that."""
    mine = Assignment.objects.filter(
        matter_id=matter_id, unit=sender, state=AssignmentState.PASSED_ON
    ).exclude(kind=AssignmentKind.HELP)
    return mine.order_by("-pk").first()


@transaction.atomic
def keep(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The sender does not agree: the unit goes on; it may ask the common superior."""
    why = refuse_short(reason, "reason", _("请写明不同意退回的理由，至少 %(n)d 个字。"))
    act = perform(verb="keep", matter_ids=[matter_id], by=by, at=at, note=why)[0]
    running = leading(matter_id)
    running.state = AssignmentState.RUNNING
    running.save(update_fields=["state"])
    return act


@transaction.atomic
def escalate(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Ask the common superior to name the unit (条例 2022, 24; 2005, 24).

    The sender may ask instead of answering an objection; the unit only once its objection was answered.
    """
    why = refuse_short(reason, "reason", _("请写明争议的由来，至少 %(n)d 个字。"))
    refuse_against(matter_id, "escalate", at)
    return perform(verb="escalate", matter_ids=[matter_id], by=by, at=at, note=why)[0]


@transaction.atomic
def rule(*, matter_id: int, to_unit_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The common superior decides which unit handles it; nobody may object again to that."""
    why = refuse_short(reason, "reason", _("请写明裁定的理由，至少 %(n)d 个字。"))
    unit = Unit.objects.get(pk=to_unit_id)
    matters = Matter.objects.select_for_update().filter(pk=matter_id)
    refuse_closed(matters, unit, timezone.localdate(at))
    data: dict[str, object] = {"to": unit.name}
    sets = {"unit_id": unit.pk, "sent_by_unit_id": by.unit_id}
    return perform(verb="rule", matter_ids=[matter_id], by=by, at=at, note=why, sets=sets, data=data)[0]
